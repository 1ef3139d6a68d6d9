import type { SlackCore } from '../core.ts';
import { slackbotId } from '../workspace/workspace.ts';

/** Slack's own private answer to one person in a channel. */
export function slackbotSays(core: SlackCore, channel: string, to: string, text: string): void {
  const { messages, counters } = core.workspace;
  messages.add({ channel, ts: counters.ts(), user: slackbotId, text, ephemeralTo: to });
}
