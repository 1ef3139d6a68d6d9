import { z } from 'zod';
import type { Messenger, Posted } from '#ports/messenger.ts';
import { settleAnswer } from './settle-answer.ts';
import type { CallSlack } from './slack-caller.ts';
import { slackAway } from './slack-errors.ts';

const Address = z.object({ upload_url: z.string(), file_id: z.string() });
const Thread = z.object({
  messages: z.array(z.object({ files: z.array(z.object({ name: z.string() })).optional() })),
  has_more: z.boolean().optional(),
});
const Anything = z.unknown();

/**
 * Shares a text file in a thread: an address is asked for, the bytes are sent to it, and the upload is completed with the thread it belongs
 * to (Slack methods files.getUploadURLExternal and files.completeUploadExternal). What was uploaded and not completed is seen by nobody, so
 * only the last of the three is the effect: where its outcome is unknown, SLACK_UNAVAILABLE is thrown and the caller comes back with
 * `mayExist`, which looks for a file of the name in the thread first.
 */
export function createShareFile(ports: {
  readonly call: CallSlack;
  readonly apiUrl: string;
  /** Milliseconds until the upload counts as unanswered. */
  readonly timeout: number;
}): Messenger['shareFile'] {
  const { call } = ports;
  return async (at, { name, title, text }, { mayExist }) => {
    if (mayExist && (await isShared(call, at, name))) return;
    const bytes = Buffer.from(text);
    const asked = await call({
      method: 'files.getUploadURLExternal',
      args: { filename: name, length: bytes.length },
      repeatable: true,
    });
    const { upload_url: url, file_id: id } = settleAnswer({ method: 'files.getUploadURLExternal' }, asked, Address);
    await upload(ports, url, bytes);
    const subject = { method: 'files.completeUploadExternal', channel: at.channel } as const;
    const args = { files: [{ id, title }], channel_id: at.channel, thread_ts: at.ts };
    const answer = await call({ method: subject.method, args, lane: at.channel, repeatable: false });
    settleAnswer(subject, answer, Anything);
  };
}

async function isShared(call: CallSlack, { channel, ts }: Posted, name: string): Promise<boolean> {
  const args = { channel, ts, limit: 200 };
  const answer = await call({ method: 'conversations.replies', args, repeatable: true });
  const { messages } = settleAnswer({ method: 'conversations.replies', channel }, answer, Thread);
  return messages.some(({ files = [] }) => files.some((file) => file.name === name));
}

async function upload(
  { apiUrl, timeout }: { readonly apiUrl: string; readonly timeout: number },
  address: string,
  bytes: Buffer,
): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : null;
  // Slack names the address; a token is never sent along, and nothing but https or the configured host is called.
  if (url === null || (url.protocol !== 'https:' && url.host !== new URL(apiUrl).host))
    throw slackAway('Slack gave an address for a file that is not its own, so nothing was sent to it');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    if (response.ok) return;
    throw new Error(`HTTP ${response.status}`);
  } catch (cause) {
    throw slackAway('Slack did not take a file', { cause });
  }
}
