import type { App } from '@slack/bolt';
import { expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, aSlackWithApp, type Mode } from './sample-workspace.ts';

const modes: readonly Mode[] = ['socket', 'http'];

const card = [
  { type: 'section', block_id: 'what', text: { type: 'mrkdwn', text: 'Release *1.5.0*' } },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        text: { type: 'plain_text', text: 'Approve' },
        value: 'rel_1',
        style: 'primary',
      },
      {
        type: 'static_select',
        action_id: 'wait',
        options: ['1', '5'].map((value) => ({ text: { type: 'plain_text', text: `${value} min` }, value })),
      },
    ],
  },
] as const;

async function aPostedCard(slack: SandboxSlack): Promise<string> {
  const posted = await aClient(slack).chat.postMessage({
    channel: slack.channel('releases').id,
    text: 'Release 1.5.0',
    blocks: structuredClone(card) as never,
    metadata: { event_type: 'release', event_payload: { id: 'rel_1' } },
  });
  return posted.ts ?? '';
}

const press = (slack: SandboxSlack, ts: string, action_id: string, action = {}, as = 'jonas') =>
  slack.act({
    type: 'block_action',
    as: slack.person(as).id,
    container: { type: 'message', channel: slack.channel('releases').id, ts },
    block_id: 'decide',
    action_id,
    action,
  });

function recording(into: Record<string, unknown>[], action = 'approve') {
  return (app: App) =>
    app.action(action, async ({ ack, body }) => {
      into.push({ ...body });
      await ack();
    });
}

it.each(modes)('sends a click with message, channel, state and a response_url over %s', async (mode) => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp(mode, recording(bodies));
  const ts = await aPostedCard(slack);
  expect(await press(slack, ts, 'approve')).toEqual({ ok: true });
  const channel = slack.channel('releases').id;
  expect(bodies[0]).toMatchObject({
    type: 'block_actions',
    user: { id: slack.person('jonas').id, username: 'jonas', name: 'jonas', team_id: slack.workspace.team.id },
    team: { id: slack.workspace.team.id, domain: 'sandbox' },
    api_app_id: slack.workspace.app.id,
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'releases' },
    message: { ts, text: 'Release 1.5.0', metadata: { event_type: 'release', event_payload: { id: 'rel_1' } } },
    state: { values: { decide: { wait: { type: 'static_select', selected_option: null } } } },
    response_url: expect.stringContaining('/response/'),
    trigger_id: expect.any(String),
    actions: [
      {
        type: 'button',
        action_id: 'approve',
        block_id: 'decide',
        value: 'rel_1',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      },
    ],
  });
});

it('sends the chosen option of a menu and refuses one that is not offered', async () => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp('socket', recording(bodies, 'wait'));
  const ts = await aPostedCard(slack);
  const option = { text: { type: 'plain_text', text: '5 min' }, value: '5' };
  expect(await press(slack, ts, 'wait', { selected_option: option })).toEqual({ ok: true });
  expect(bodies[0]).toMatchObject({ actions: [{ type: 'static_select', selected_option: option }] });
  const foreign = await press(slack, ts, 'wait', { selected_option: { value: '99' } });
  expect(foreign).toEqual({ ok: false, error: 'The choice is not among the options.' });
  expect(bodies).toHaveLength(1);
});

it('refuses a click on a button that an update has taken away', async () => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp('socket', recording(bodies));
  const ts = await aPostedCard(slack);
  await aClient(slack).chat.update({ channel: slack.channel('releases').id, ts, text: 'Approved' });
  expect(await press(slack, ts, 'approve')).toEqual({
    ok: false,
    error: 'There is no such button or menu here any more.',
  });
  expect(bodies).toEqual([]);
});

it.each(modes)('says operation_timeout when a click is not acknowledged over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => app.action('approve', async () => {}), { timings: { ackMs: 80 } });
  expect(await press(slack, await aPostedCard(slack), 'approve')).toEqual({ ok: false, error: 'operation_timeout' });
});

it('replaces and deletes the original through the response_url', async () => {
  const slack = await aSlackWithApp('http', (app) => {
    app.action('approve', async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: true, text: 'Approved by Jonas' });
    });
    app.action('wait', async ({ ack, respond }) => {
      await ack();
      await respond({ delete_original: true });
    });
  });
  const first = await aPostedCard(slack);
  const second = await aPostedCard(slack);
  await press(slack, first, 'approve');
  await press(slack, second, 'wait', { selected_option: { value: '1' } });
  await slack.until(
    () => slack.messages('releases').length === 1 && slack.messages('releases')[0]?.text === 'Approved by Jonas',
  );
  expect(slack.messages('releases')[0]).not.toHaveProperty('blocks');
});

it('takes five messages on one response_url and refuses the sixth with used_url', async () => {
  const answers: number[] = [];
  const slack = await aSlackWithApp('socket', (app) => {
    app.action('approve', async ({ ack, body }) => {
      await ack();
      const url = 'response_url' in body ? String(body.response_url) : '';
      for (let use = 0; use < 6; use += 1) answers.push((await send(url, { text: `use ${use}` })).status);
    });
  });
  await press(slack, await aPostedCard(slack), 'approve');
  await slack.until(() => answers.length === 6);
  expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  const answer = slack.messages('releases').filter((message) => message.ephemeralTo !== undefined);
  expect(answer.map((message) => message.text)).toEqual(['use 0', 'use 1', 'use 2', 'use 3', 'use 4']);
});

it('refuses a response_url after thirty minutes, and a message that Slack would refuse', async () => {
  let now = Date.now();
  const urls: string[] = [];
  const slack = await aSlackWithApp(
    'socket',
    (app) => {
      app.action('approve', async ({ ack, body }) => {
        await ack();
        urls.push('response_url' in body ? String(body.response_url) : '');
      });
    },
    { timings: { now: () => now } },
  );
  await press(slack, await aPostedCard(slack), 'approve');
  const url = urls[0] ?? '';
  const refused = await send(url, { blocks: [{ type: 'section' }] });
  expect([refused.status, await refused.text()]).toEqual([400, 'invalid_blocks']);
  now += 30 * 60_000 + 1;
  const late = await send(url, { text: 'late' });
  expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
});

it('puts a public answer with thread_ts in that thread', async () => {
  const slack = await aSlackWithApp('socket', (app) => {
    app.action('approve', async ({ ack, body, respond }) => {
      await ack();
      const ts = 'container' in body ? String(body.container.message_ts) : '';
      await respond({ response_type: 'in_channel', replace_original: false, thread_ts: ts, text: 'in the thread' });
    });
  });
  const ts = await aPostedCard(slack);
  await press(slack, ts, 'approve');
  await slack.until(() => slack.messages('releases').length === 2);
  expect(slack.messages('releases')[1]).toMatchObject({ text: 'in the thread', thread_ts: ts });
});

it('sends no message with a click in an ephemeral message, which others cannot click', async () => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp('socket', recording(bodies));
  const sent = await aClient(slack).chat.postEphemeral({
    channel: slack.channel('releases').id,
    user: slack.person('jonas').id,
    text: 'only you',
    blocks: structuredClone(card) as never,
  });
  const ts = sent.message_ts ?? '';
  expect(await press(slack, ts, 'approve')).toEqual({ ok: true });
  expect(bodies[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: ts } });
  expect(bodies[0]).not.toHaveProperty('message');
  expect(await press(slack, ts, 'approve', {}, 'mira')).toEqual({ ok: false, error: 'message_not_found' });
});

function send(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
