import type { Messenger } from '#ports/messenger.ts';
import { noticeModal } from '#templates/notice-modal.ts';
import { type PayloadHead, payloadKind } from './payload.ts';

export type Mouth = Pick<Messenger, 'respond' | 'whisper' | 'post'>;

/** Acknowledges with an answer; null once the payload has been acknowledged. */
export type OpenAck = ((answer?: unknown) => Promise<void>) | null;

/**
 * Tells the one person who sent a payload something that only they see. In the acknowledgement where that is still open and can hold
 * words (a command; a modal, which keeps what was typed under the notice), else by response_url, in the channel, or by direct message.
 * `text` is mrkdwn, escaped by the caller. A payload without a person is acknowledged and nobody is told.
 */
export async function answerPrivately(
  request: { readonly head: PayloadHead; readonly text: string; readonly op: string; readonly ack: OpenAck },
  mouth: Mouth,
): Promise<void> {
  const { head, text, op, ack } = request;
  const kind = payloadKind(head);
  const body = { text };
  if (ack !== null && kind === 'command') return ack({ response_type: 'ephemeral', text });
  if (ack !== null && kind === 'submission') return ack({ response_action: 'push', view: noticeModal(text) });
  if (ack !== null) await ack(kind === 'options' ? { options: [] } : undefined);
  if (kind === 'options' || kind === 'closing') return;

  if (head.response_url !== undefined && (await mouth.respond(head.response_url, body))) return;
  const user = head.user_id ?? head.user?.id ?? head.event?.user;
  const channel = head.channel_id ?? head.channel?.id ?? head.event?.channel;
  if (user === undefined) return;
  if (channel !== undefined && !channel.startsWith('D')) return mouth.whisper({ channel, user, body });
  await mouth.post({ channel: user, body, op }, { mayExist: false });
}
