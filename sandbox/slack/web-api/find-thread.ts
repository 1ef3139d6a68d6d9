import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';

/** Checks that a reply has a message to stand under: `thread_not_found` if not, and a reply carries no replies itself. */
export function requireThread(core: SlackCore, channel: string, threadTs: string | undefined): void {
  if (threadTs === undefined) return;
  const parent = core.workspace.messages.get(channel, threadTs);
  if (parent === undefined || parent.ephemeralTo !== undefined) throw new SlackRefusal('thread_not_found');
  if (parent.thread_ts !== undefined && parent.thread_ts !== parent.ts) {
    throw new SlackRefusal('cannot_reply_to_message');
  }
}
