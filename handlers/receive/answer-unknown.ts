import { escapeMrkdwn } from '#templates/text/escape-mrkdwn.ts';
import { answerPrivately, type Mouth, type OpenAck } from './answer-privately.ts';
import { type PayloadHead, type PayloadKind, payloadKind } from './payload.ts';

const sentences: Readonly<Record<PayloadKind, (head: PayloadHead) => string | null>> = {
  command: ({ command = '' }) =>
    `I do not know the command \`${escapeMrkdwn(command.replaceAll('`', '').slice(0, 32))}\`. Type \`/release help\` for the ones I know.`,
  action: () =>
    'I do not know this button; it may come from an older version of Fairlead. Nothing was done. `/release status` shows what you can do now.',
  shortcut: () => 'I do not know this shortcut. Nothing was done. Type `/release help` for what I know.',
  submission: () =>
    'I do not know this form; it may come from an older version of Fairlead. Nothing was done. Close it and start again with `/release`.',
  options: () => '',
  closing: () => null,
  event: () => null,
  unknown: () => null,
};

/** Acknowledges a payload that no listener took, and says so to the person behind it. Events and closed modals have nobody to tell. */
export async function answerUnknown(head: PayloadHead, op: string, ack: OpenAck, mouth: Mouth): Promise<void> {
  const text = sentences[payloadKind(head)](head);
  if (text === null) return ack?.();
  await answerPrivately({ head, text, op, ack }, mouth);
}
