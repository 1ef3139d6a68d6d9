import { expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aSlack, aSlackWithApp, type Mode } from './sample-workspace.ts';

const modes: readonly Mode[] = ['socket', 'http'];

const run = (slack: SandboxSlack, text: string, command = '/release', channel = 'releases', as = 'mira') =>
  slack.act({ type: 'command', as: slack.person(as).id, channel: slack.channel(channel).id, command, text });

it.each(modes)('sends a slash command with the documented fields over %s', async (mode) => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp(mode, (app) => {
    app.command('/release', async ({ ack, body }) => {
      bodies.push({ ...body });
      await ack();
    });
  });
  expect(await run(slack, '1.5.0 for @jonas in #random')).toEqual({ ok: true });
  expect(bodies).toEqual([
    {
      token: 'sandbox-verification-token',
      team_id: slack.workspace.team.id,
      team_domain: 'sandbox',
      channel_id: slack.channel('releases').id,
      channel_name: 'releases',
      user_id: slack.person('mira').id,
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

it.each(modes)('shows a text given with the acknowledgement to the caller only, over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => {
    app.command('/release', async ({ ack }) => ack('Working on it.'));
  });
  await run(slack, '');
  expect(slack.messages('releases')).toMatchObject([{ text: 'Working on it.', ephemeralTo: slack.person('mira').id }]);
});

it.each(modes)('publishes the command line once with a public answer over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => {
    app.command('/release', async ({ ack, respond }) => {
      await ack({ response_type: 'in_channel', text: 'First' });
      await respond({ response_type: 'in_channel', text: 'Second' });
    });
  });
  await run(slack, '1.5.0');
  await slack.until(() => slack.messages('releases').length === 3);
  expect(slack.messages('releases').map((message) => message.text)).toEqual(['/release 1.5.0', 'First', 'Second']);
});

it.each(modes)('tells the caller of a timeout when the app does not acknowledge over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => app.command('/release', async () => {}), { timings: { ackMs: 80 } });
  expect(await run(slack, '')).toEqual({ ok: false, error: 'operation_timeout' });
  expect(slack.messages('releases')).toMatchObject([
    {
      text: '/release failed with the error "operation_timeout"',
      ephemeralTo: slack.person('mira').id,
      user: 'USLACKBOT',
    },
  ]);
});

it('tells the caller that the command failed when no app is connected', async () => {
  const slack = await aSlack();
  expect(await run(slack, '')).toEqual({ ok: false, error: 'dispatch_failed' });
  expect(slack.messages('releases')[0]?.text).toBe('/release failed with the error "dispatch_failed"');
});

it('refuses blocks in an acknowledgement that Slack refuses, and tells the caller', async () => {
  const slack = await aSlackWithApp('http', (app) => {
    app.command('/release', async ({ ack }) =>
      ack({ text: 'x', blocks: [{ type: 'divider', colour: 'red' }] } as never),
    );
  });
  expect(await run(slack, '')).toEqual({ ok: false, error: 'invalid_blocks' });
});

it('answers a command that the manifest does not name itself', async () => {
  const slack = await aSlack();
  expect(await run(slack, '', '/relase')).toEqual({ ok: false, error: 'unknown_command' });
  expect(slack.messages('releases')[0]?.text).toContain('`/relase` is not a valid command');
});

it('refuses a command in a channel the caller is not in', async () => {
  const slack = await aSlack();
  expect(await run(slack, '', '/release', 'random', 'aiko')).toEqual({ ok: false, error: 'not_in_channel' });
});

it('turns mentions into ids where the manifest asks for escaping', async () => {
  const texts: string[] = [];
  const slack = await aSlackWithApp('socket', (app) => {
    app.command('/escaped', async ({ ack, command }) => {
      texts.push(command.text);
      await ack();
    });
  });
  await run(slack, '@jonas #random @release-managers a<b', '/escaped');
  const { id } = slack.person('jonas');
  const group = slack.workspace.people.groups()[0]?.id;
  expect(texts).toEqual([
    `<@${id}|jonas> <#${slack.channel('random').id}|random> <!subteam^${group}|@release-managers> a&lt;b`,
  ]);
});

it('does not run a command that is typed in a thread', async () => {
  const slack = await aSlack();
  const say = { type: 'say', as: slack.person('mira').id, channel: slack.channel('releases').id } as const;
  await slack.act({ ...say, text: 'a thread' });
  const thread_ts = slack.messages('releases')[0]?.ts ?? '';
  expect(await slack.act({ ...say, text: '/release 1.5.0', thread_ts })).toEqual({
    ok: false,
    error: 'command_not_supported_in_threads',
  });
  expect(slack.messages('releases').at(-1)?.text).toBe('`/release` is not supported in threads. Sorry!');
});

it('brings the app into a channel with /invite', async () => {
  const slack = await aSlack();
  expect(await run(slack, '@Fairlead', '/invite', 'random')).toEqual({ ok: true });
  expect(slack.channel('random').members).toContain(slack.workspace.app.userId);
});
