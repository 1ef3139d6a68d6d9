import { describe, expect, it } from 'vitest';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, type RunningApp } from './an-app.ts';

async function mention(app: RunningApp, text: string, change: { thread_ts?: string; as?: string } = {}) {
  const bot = app.slack.workspace.app.userId;
  await app.slack.act({ type: 'say', as: 'U0MIRA', channel: 'C0RELEASES', text: `<@${bot}> ${text}`, ...change });
  await app.slack.settled();
}

describe.each(modes)('a mention over %s', (mode) => {
  it.each([
    ['release status', 'answer', { question: { kind: 'status', project: 'shop' } }],
    ['/release status', 'answer', { question: { kind: 'status', project: 'shop' } }],
    ['status', 'answer', { question: { kind: 'status', project: 'shop' } }],
    ['why 1.5.0', 'answer', { question: { kind: 'why', version: '1.5.0' } }],
    ['', 'answer', { question: { kind: 'help' } }],
    ['release 1.5.0', 'propose', { request: { version: { exact: '1.5.0' } } }],
    ['hold 1.5.0 --reason x', 'act', { request: { move: 'hold', version: '1.5.0', reason: 'x' } }],
    ['rollback api --reason \u201corders are lost\u201d', 'request-rollback', { request: { services: ['api'] } }],
  ])('%j is the command of that name', async (text, name, job) => {
    const app = await anApp({ mode });
    await mention(app, text);
    expect(app.jobs()).toMatchObject([
      {
        name,
        ...job,
        actor: { kind: 'slack', user: 'U0MIRA' },
        replyTo: { kind: 'channel', channel: 'C0RELEASES', user: 'U0MIRA' },
      },
    ]);
  });

  it('tells what it understood before it is done', async () => {
    const app = await anApp({ mode });
    await mention(app, 'release 1.5.0');
    expect((await app.told()).text).toBe('Working out release 1.5.0 of shop: 2 services, staging then production.');
  });

  it('in a thread is answered there', async () => {
    const app = await anApp({ mode });
    const card = await app.post([]);
    await mention(app, 'release 1.5', { thread_ts: card.ts });
    const told = await app.told();
    expect(told.thread_ts).toBe(card.ts);
    expect(told.text).toMatch(/^1\.5 is not a SemVer 2\.0\.0 version: .* Did you mean 1\.5\.0\?/);
    await mention(app, 'why', { thread_ts: card.ts });
    expect(app.jobs()).toMatchObject([{ name: 'answer', replyTo: { threadTs: card.ts } }]);
  });

  it('that asks for a form is told what to write instead', async () => {
    const app = await anApp({ mode });
    await mention(app, 'release');
    expect((await app.told()).text).toMatch(/^The version is missing\. /);
    expect(app.jobs()).toEqual([]);
  });

  it('that is delivered twice is one release', async () => {
    const app = await anApp({ mode });
    await mention(app, 'release 1.5.0');
    await app.redeliver('event');
    expect(app.jobs()).toHaveLength(1);
  });
});

describe.each(modes)('the App Home over %s', (mode) => {
  const open = (app: RunningApp) => app.slack.act({ type: 'open_home', as: 'U0MIRA' });

  it('is drawn for whoever looks at it, once for two looks', async () => {
    const app = await anApp({ mode });
    await open(app);
    await open(app);
    await app.slack.settled();
    expect(app.jobs()).toEqual([{ name: 'publish-home', user: 'U0MIRA' }]);
  });

  it.each([
    ['home_open_release', 'release_modal', 'fill-release-modal'],
    ['home_open_rollback', 'rollback_modal', 'fill-rollback-modal'],
  ])('opens the form of a project by %s', async (actionId, callbackId, name) => {
    const app = await anApp({ mode });
    await press(app, actionId, 'shop');
    const modal = await app.slack.until(() => app.slack.workspace.views.all().find((view) => view.kind === 'modal'));
    expect(modal.content.callback_id).toBe(callbackId);
    await app.slack.until(() => app.jobs().length > 0);
    expect(app.jobs()).toMatchObject([{ name, project: 'shop', channel: null }]);
  });

  it('answers by direct message what it cannot read', async () => {
    const app = await anApp({ mode });
    await press(app, 'home_open_release', 'constructor');
    const direct = app.slack.workspace.channels.direct(app.slack.workspace.app.userId, 'U0MIRA').id;
    const [message] = await app.slack.until(() => app.slack.messages(direct).length > 0 && app.slack.messages(direct));
    expect(message?.text).toMatch(/^This button or form cannot be read/);
  });

  it('is drawn again after a press on it, which is answered by direct message', async () => {
    const app = await anApp({ mode });
    await press(app, 'release_resume', 'rel-4k2m9x7q1z3b - -');
    expect(app.jobs()).toMatchObject([
      { name: 'act', request: { move: 'resume' }, channel: null, replyTo: { kind: 'direct', user: 'U0MIRA' } },
      { name: 'publish-home', user: 'U0MIRA' },
    ]);
  });
});

/** Publishes a Home with one button, and clicks it. */
async function press(app: RunningApp, actionId: string, value: string) {
  await app.messenger.publishHome('U0MIRA', {
    type: 'home',
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: actionId, text: { type: 'plain_text', text: 'Press' }, value }],
      },
    ],
  });
  await app.slack.act({
    type: 'block_action',
    as: 'U0MIRA',
    container: { type: 'home' },
    block_id: '',
    action_id: actionId,
    action: {},
  });
  await app.slack.settled();
}
