import type { App, BlockAction, SlashCommand } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, aSlackWithApp, type Mode } from './sample-workspace.ts';

const modes: readonly Mode[] = ['socket', 'http'];
const plain = (text: string) => ({ type: 'plain_text' as const, text });

function aModal(change: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: 'release',
    title: plain('Release'),
    submit: plain('Plan'),
    private_metadata: 'shop',
    blocks: [
      {
        type: 'input',
        block_id: 'version',
        label: plain('Version'),
        element: { type: 'plain_text_input', action_id: 'v' },
      },
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        label: plain('Note'),
        element: { type: 'plain_text_input', action_id: 'n', max_length: 5 },
      },
    ],
    ...change,
  };
}

/** An app that opens the modal on its command and tells what it heard. */
function opening(heard: { views?: unknown[]; triggers?: string[] }, view = aModal()) {
  return (app: App) =>
    app.command(
      '/release',
      async ({ ack, body, client }: { ack: () => Promise<void>; body: SlashCommand; client: App['client'] }) => {
        await ack();
        heard.triggers?.push(body.trigger_id);
        const opened = await client.views.open({ trigger_id: body.trigger_id, view });
        heard.views?.push(opened.view);
      },
    );
}

async function opened(slack: SandboxSlack) {
  await slack.act({
    type: 'command',
    as: slack.person('mira').id,
    channel: slack.channel('releases').id,
    command: '/release',
    text: '',
  });
  return slack.until(() => slack.workspace.views.all().find((view) => view.kind === 'modal'));
}

const typed = (version: string, note: string | null = null) => ({
  version: { v: { type: 'plain_text_input', value: version } },
  note: { n: { type: 'plain_text_input', value: note } },
});

const submit = (slack: SandboxSlack, viewId: string, state = typed('1.5.0')) =>
  slack.act({ type: 'view_submit', as: slack.person('mira').id, viewId, state });

it.each(modes)('opens a modal, sends its submission with state and closes it on a bare ack over %s', async (mode) => {
  const submissions: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp(mode, (app) => {
    opening({})(app);
    app.view('release', async ({ ack, body }) => {
      submissions.push({ ...body });
      await ack();
    });
  });
  const view = await opened(slack);
  expect(view.userId).toBe(slack.person('mira').id);
  expect(await submit(slack, view.id)).toEqual({ ok: true });
  expect(submissions[0]).toMatchObject({
    type: 'view_submission',
    user: { id: slack.person('mira').id },
    trigger_id: expect.any(String),
    response_urls: [],
    view: {
      id: view.id,
      hash: view.hash,
      callback_id: 'release',
      private_metadata: 'shop',
      root_view_id: view.id,
      previous_view_id: null,
      state: { values: typed('1.5.0') },
    },
  });
  expect(slack.workspace.views.all()).toEqual([]);
});

it.each(modes)('keeps the modal open and shows the errors that the app answers with over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => {
    opening({})(app);
    app.view('release', async ({ ack }) => ack({ response_action: 'errors', errors: { version: 'Not a version.' } }));
  });
  const view = await opened(slack);
  expect(await submit(slack, view.id)).toEqual({ ok: true, data: { errors: { version: 'Not a version.' } } });
  expect(slack.workspace.views.get(view.id)?.errors).toEqual({ version: 'Not a version.' });
});

it('refuses errors that name no input block', async () => {
  const slack = await aSlackWithApp('http', (app) => {
    opening({})(app);
    app.view('release', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'x' } }));
  });
  const view = await opened(slack);
  expect(await submit(slack, view.id)).toMatchObject({ ok: false, error: expect.stringContaining('input blocks') });
});

it.each(modes)('carries out update, push and clear as answers to a submission over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => {
    opening({})(app);
    app.view('release', async ({ ack }) => ack({ response_action: 'update', view: aModal({ callback_id: 'second' }) }));
    app.view('second', async ({ ack }) => ack({ response_action: 'push', view: aModal({ callback_id: 'third' }) }));
    app.view('third', async ({ ack }) => ack({ response_action: 'clear' }));
  });
  const view = await opened(slack);
  await submit(slack, view.id);
  expect(slack.workspace.views.get(view.id)?.content.callback_id).toBe('second');
  await submit(slack, view.id);
  const top = slack.workspace.views.all().find((one) => one.content.callback_id === 'third');
  expect(top?.stack).toEqual([view.id]);
  expect(await submit(slack, top?.id ?? '')).toEqual({ ok: true });
  expect(slack.workspace.views.all()).toEqual([]);
});

it('asks for required and fitting input before the app hears of it', async () => {
  const slack = await aSlackWithApp('socket', opening({}));
  const view = await opened(slack);
  expect(await submit(slack, view.id, typed('', 'too long'))).toEqual({ ok: false, error: 'required_fields' });
  expect(slack.workspace.views.get(view.id)?.errors).toEqual({
    version: 'Please complete this required field.',
    note: 'Enter at most 5 characters.',
  });
});

it('refuses a trigger the second time, and one it never gave', async () => {
  const heard: { triggers: string[] } = { triggers: [] };
  const slack = await aSlackWithApp('socket', opening(heard));
  await opened(slack);
  const client = aClient(slack);
  const used = heard.triggers[0] ?? '';
  await expect(client.views.open({ trigger_id: used, view: aModal() })).rejects.toMatchObject({
    data: { error: 'exchanged_trigger_id' },
  });
  await expect(client.views.open({ trigger_id: '1.2.x', view: aModal() })).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]'] },
    },
  });
});

it('refuses a trigger that was not used within three seconds', async () => {
  let now = Date.now();
  const triggers: string[] = [];
  const slack = await aSlackWithApp(
    'http',
    (app) => {
      app.command('/release', async ({ ack, body }) => {
        triggers.push(body.trigger_id);
        await ack();
      });
    },
    { timings: { now: () => now } },
  );
  await slack.act({
    type: 'command',
    as: slack.person('mira').id,
    channel: slack.channel('releases').id,
    command: '/release',
    text: '',
  });
  now += 3_001;
  await expect(aClient(slack).views.open({ trigger_id: triggers[0] ?? '', view: aModal() })).rejects.toMatchObject({
    data: { error: 'expired_trigger_id' },
  });
});

it('updates by view_id with the current hash only', async () => {
  const slack = await aSlackWithApp('socket', opening({}));
  const view = await opened(slack);
  const client = aClient(slack);
  const changed = await client.views.update({
    view_id: view.id,
    hash: view.hash,
    view: aModal({ title: plain('Two') }),
  });
  expect(changed.view?.hash).not.toBe(view.hash);
  await expect(client.views.update({ view_id: view.id, hash: view.hash, view: aModal() })).rejects.toMatchObject({
    data: { error: 'hash_conflict' },
  });
  await expect(client.views.update({ view_id: 'V404', view: aModal() })).rejects.toMatchObject({
    data: { error: 'not_found' },
  });
  expect(slack.workspace.views.get(view.id)?.content.title).toEqual(plain('Two'));
});

it('keeps external ids unique while a view is open', async () => {
  const slack = await aSlackWithApp('socket', opening({}, aModal({ external_id: 'release-1' })));
  const view = await opened(slack);
  const client = aClient(slack);
  await client.views.update({ external_id: 'release-1', view: aModal({ external_id: 'release-1' }) });
  await slack.act({ type: 'view_close', as: slack.person('mira').id, viewId: view.id });
  await expect(client.views.update({ external_id: 'release-1', view: aModal() })).rejects.toMatchObject({
    data: { error: 'not_found' },
  });
});

it('pushes to a stack of three and closes it from the top', async () => {
  const refusals: string[] = [];
  const closed: Record<string, unknown>[] = [];
  const more = {
    type: 'actions' as const,
    block_id: 'm',
    elements: [{ type: 'button' as const, action_id: 'more', text: plain('More') }],
  };
  const deep = aModal({ blocks: [more], notify_on_close: true });
  const slack = await aSlackWithApp('socket', (app) => {
    opening({}, deep)(app);
    app.action<BlockAction>('more', async ({ ack, body, client }) => {
      await ack();
      const pushed = client.views.push({ trigger_id: body.trigger_id, view: deep });
      await pushed.catch((error: { data: { error: string } }) => refusals.push(error.data.error));
    });
    app.view({ callback_id: 'release', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push({ ...body });
      await ack();
    });
  });
  await opened(slack);
  const top = () => slack.workspace.views.all().at(-1)?.id ?? '';
  const press = () =>
    slack.act({
      type: 'block_action',
      as: slack.person('mira').id,
      container: { type: 'view', viewId: top() },
      block_id: 'm',
      action_id: 'more',
      action: { type: 'button' },
    });
  await press();
  await slack.until(() => slack.workspace.views.all().length === 2);
  await press();
  await slack.until(() => slack.workspace.views.all().length === 3);
  await press();
  await slack.until(() => refusals.length === 1);
  expect(refusals).toEqual(['push_limit_reached']);
  await slack.act({ type: 'view_close', as: slack.person('mira').id, viewId: top() });
  expect(slack.workspace.views.all()).toHaveLength(2);
  expect(closed[0]).toMatchObject({ type: 'view_closed', is_cleared: false });
});

it('gives a response_url for a chosen conversation', async () => {
  const urls: unknown[] = [];
  const view = aModal({
    blocks: [
      {
        type: 'input',
        block_id: 'where',
        label: plain('Where'),
        element: { type: 'conversations_select', action_id: 'c', response_url_enabled: true },
      },
    ],
  });
  const slack = await aSlackWithApp('http', (app) => {
    opening({}, view)(app);
    app.view('release', async ({ ack, body }) => {
      urls.push(...('response_urls' in body ? body.response_urls : []));
      await ack();
    });
  });
  const modal = await opened(slack);
  const channel_id = slack.channel('releases').id;
  await slack.act({
    type: 'view_submit',
    as: slack.person('mira').id,
    viewId: modal.id,
    state: { where: { c: { type: 'conversations_select', selected_conversation: channel_id } } },
  });
  expect(urls).toEqual([
    { block_id: 'where', action_id: 'c', channel_id, response_url: expect.stringContaining('/response/') },
  ]);
});
