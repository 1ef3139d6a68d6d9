import { expect, it } from 'vitest';
import { aSlackWithApp, type Mode } from './sample-workspace.ts';

const modes: readonly Mode[] = ['socket', 'http'];

it.each(modes)('sends a slash command with the documented fields over %s', async (mode) => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp(mode, (app) => {
    app.command('/release', async ({ ack, body }) => {
      bodies.push({ ...body });
      await ack();
    });
  });
  const mira = slack.person('mira');
  const channel = slack.channel('releases');
  const answer = await slack.act({
    type: 'command',
    as: mira.id,
    channel: channel.id,
    command: '/release',
    text: '1.5.0 for @jonas in #random',
  });
  expect(answer).toEqual({ ok: true });
  expect(bodies).toEqual([
    {
      token: 'sandbox-verification-token',
      team_id: slack.workspace.team.id,
      team_domain: 'sandbox',
      channel_id: channel.id,
      channel_name: 'releases',
      user_id: mira.id,
      user_name: 'mira',
      command: '/release',
      text: '1.5.0 for @jonas in #random',
      api_app_id: slack.workspace.app.id,
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(new RegExp(`^${slack.url}/response/`)),
      trigger_id: expect.any(String),
    },
  ]);
  expect(slack.messages('releases')).toEqual([]);
});
