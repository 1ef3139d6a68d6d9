import { afterEach } from 'vitest';
import { createSlackMessenger, type SlackMessengerOptions } from '#adapters/slack/slack-messenger.ts';
import type { PostRequest } from '#ports/messenger.ts';
import type { SandboxSlack, SlackOptions } from '#sandbox/slack/slack-options.ts';
import { realClock } from '#test/support/real-clock.ts';
import { botToken, startWorkspace } from '#test/support/slack-workspace.ts';

const running: SandboxSlack[] = [];
afterEach(async () => {
  for (const slack of running.splice(0)) await slack.stop();
});

/** A workspace and a messenger with short waits for it; both end with the test. */
export async function aMessenger(
  options: Partial<SlackMessengerOptions> = {},
  slackOptions: Partial<SlackOptions> = {},
) {
  const slack = await startWorkspace(slackOptions);
  running.push(slack);
  const messenger = createSlackMessenger({
    token: botToken,
    apiUrl: slack.apiUrl,
    clock: realClock,
    pauses: [5, 5],
    settle: 5,
    ...options,
  });
  return { slack, messenger };
}

export function aPost(change: Partial<PostRequest> = {}): PostRequest {
  return { channel: 'C0RELEASES', body: { text: 'Release 1.5.0 is proposed.' }, op: 'rel-1/card', ...change };
}
