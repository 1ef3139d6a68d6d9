import type { BlockAction } from '@slack/bolt';
import { expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, aManifest, aSlack, aSlackWithApp } from './sample-workspace.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const refusedWith = (error: string) => ({ data: { ok: false, error } });
const menu = {
  type: 'actions' as const,
  block_id: 'menu',
  elements: [
    { type: 'users_select' as const, action_id: 'who' },
    { type: 'button' as const, action_id: 'go', text: plain('Go') },
  ],
};
const modal = { type: 'modal' as const, callback_id: 'm', title: plain('M'), blocks: [menu] };

async function aTrigger(slack: SandboxSlack, triggers: readonly string[]): Promise<string> {
  const before = triggers.length;
  await slack.act({
    type: 'command',
    as: slack.person('mira').id,
    channel: slack.channel('releases').id,
    command: '/release',
    text: '',
  });
  return triggers[before] ?? '';
}

async function aSlackThatGivesTriggers(heard: Record<string, unknown>[] = []) {
  const triggers: string[] = [];
  const slack = await aSlackWithApp('socket', (app) => {
    app.command('/release', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
    app.action<BlockAction>('go', async ({ ack, body }) => {
      heard.push({ ...body });
      await ack();
    });
  });
  return { slack, trigger: () => aTrigger(slack, triggers) };
}

it('refuses a view beyond 250,000 characters', async () => {
  const { slack, trigger } = await aSlackThatGivesTriggers();
  const blocks = Array.from({ length: 90 }, () => ({ type: 'section' as const, text: plain('x'.repeat(3000)) }));
  const opened = aClient(slack).views.open({ trigger_id: await trigger(), view: { ...modal, blocks } });
  await expect(opened).rejects.toMatchObject(refusedWith('view_too_large'));
});

it('keeps a trigger fresh when the view it was given for is refused', async () => {
  const { slack, trigger } = await aSlackThatGivesTriggers();
  const trigger_id = await trigger();
  const client = aClient(slack);
  await expect(
    client.views.open({ trigger_id, view: { ...modal, title: plain('x'.repeat(25)) } }),
  ).rejects.toMatchObject(refusedWith('invalid_arguments'));
  expect((await client.views.open({ trigger_id, view: modal })).ok).toBe(true);
});

it('pushes onto a modal only', async () => {
  const { slack, trigger } = await aSlackThatGivesTriggers();
  await expect(aClient(slack).views.push({ trigger_id: await trigger(), view: modal })).rejects.toMatchObject(
    refusedWith('not_found'),
  );
});

it('refuses a second open view with the same external_id', async () => {
  const { slack, trigger } = await aSlackThatGivesTriggers();
  const client = aClient(slack);
  const view = { ...modal, external_id: 'one' };
  await client.views.open({ trigger_id: await trigger(), view });
  const home = { type: 'home' as const, external_id: 'one', blocks: [] };
  await expect(client.views.publish({ user_id: slack.person('jonas').id, view: home })).rejects.toMatchObject(
    refusedWith('duplicate_external_id'),
  );
});

it('names a view by id or by external_id, not by both nor by neither', async () => {
  const client = aClient(await aSlack());
  const update = (which: object) => client.apiCall('views.update', { ...which, view: JSON.stringify(modal) });
  await expect(update({ view_id: 'V1', external_id: 'e' })).rejects.toMatchObject(refusedWith('invalid_arguments'));
  await expect(update({})).rejects.toMatchObject(refusedWith('invalid_arguments'));
});

it('publishes no Home where the manifest has switched the tab off', async () => {
  const manifest = aManifest();
  const slack = await aSlack({
    manifest: { ...manifest, features: { ...manifest.features, app_home: { home_tab_enabled: false } } },
  });
  const user_id = slack.person('mira').id;
  await expect(aClient(slack).views.publish({ user_id, view: { type: 'home', blocks: [] } })).rejects.toMatchObject(
    refusedWith('not_enabled'),
  );
  expect(await slack.act({ type: 'open_home', as: user_id })).toEqual({ ok: false, error: 'not_enabled' });
});

it('sends what is chosen in a modal with a click in it, and keeps it from the other people', async () => {
  const heard: Record<string, unknown>[] = [];
  const { slack, trigger } = await aSlackThatGivesTriggers(heard);
  const { view } = await aClient(slack).views.open({ trigger_id: await trigger(), view: modal });
  const viewId = view?.id ?? '';
  const state = { menu: { who: { type: 'users_select', selected_user: 'U1' } } };
  const click = {
    type: 'block_action',
    container: { type: 'view', viewId },
    block_id: '',
    action_id: 'go',
    action: {},
  } as const;
  expect(await slack.act({ ...click, as: slack.person('mira').id, state })).toEqual({ ok: true });
  expect(heard[0]).toMatchObject({
    container: { type: 'view', view_id: viewId },
    view: { id: viewId, state: { values: state } },
    actions: [{ block_id: 'menu', action_id: 'go' }],
  });
  expect(heard[0]).not.toHaveProperty('response_url');
  expect(await slack.act({ ...click, as: slack.person('jonas').id })).toEqual({ ok: false, error: 'view_not_found' });
});
