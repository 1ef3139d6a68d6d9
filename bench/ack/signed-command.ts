import { createHmac } from 'node:crypto';

export const signingSecret = 'benchmarkbenchmarkbenchmark';

export type SignedCommand = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** A `/release` command as Slack sends and signs it now. Each number gives one that no guard has seen before. */
export function signedCommand(number: number): SignedCommand {
  const body = new URLSearchParams({
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: 'C0RELEASES',
    channel_name: 'releases',
    user_id: 'U0MIRA',
    user_name: 'mira',
    command: '/release',
    text: 'shop minor',
    api_app_id: 'A0BENCH',
    response_url: `https://hooks.slack.example/commands/${number}`,
    trigger_id: `${number}.${process.pid}.bench`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  };
}
