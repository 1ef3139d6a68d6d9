import { describe, expect, it } from 'vitest';
import { releaseIdFrom } from '#domain/derived-id.ts';
import type { Queue } from '#ports/queue.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp } from './an-app.ts';
import { aGate, openModals } from './receive/harness-fixture.ts';

describe.each(modes)('a slash command over %s', (mode) => {
  it('is in the queue, and told as it was understood', async () => {
    const app = await anApp({ mode });
    await expect(app.command('1.5.0 \u2014services \u201capi\u201d')).resolves.toEqual({ ok: true });
    expect(app.whispers()).toEqual(['Working out release 1.5.0 of shop: api, staging then production.']);
    expect(app.jobs()).toMatchObject([
      {
        name: 'propose',
        id: expect.stringMatching(/^rel-[a-z0-9]{12}$/),
        request: { project: 'shop', version: { exact: '1.5.0' }, services: ['api'] },
        actor: { kind: 'slack', user: 'U0MIRA' },
        channel: 'C0RELEASES',
        replyTo: { kind: 'response_url', user: 'U0MIRA', channel: 'C0RELEASES' },
      },
    ]);
  });

  it.each([
    ['minor', 'Working out the next minor release of shop: 2 services, staging then production.', 'propose'],
    ['status', 'Looking at shop.', 'answer'],
    ['why 1.5.0', 'Looking at what 1.5.0 waits for.', 'answer'],
    ['hold 1.5.0 --reason "data team"', 'Received: hold, 1.5.0 of shop.', 'act'],
    ['help', 'Looking at what you can do now.', 'answer'],
  ])('/release %s is understood', async (text, told, job) => {
    const app = await anApp({ mode });
    await app.command(text);
    expect(app.whispers()).toEqual([told]);
    expect(app.jobs().map(({ name }) => name)).toEqual([job]);
  });

  it('/rollback with a reason is understood', async () => {
    const app = await anApp({ mode });
    await app.command('api 1.4.1 --reason "orders are lost"', { command: '/rollback' });
    expect(app.whispers()).toEqual([
      'Working out the rollback of shop in production to 1.4.1: api. Because: orders are lost',
    ]);
    expect(app.jobs()).toMatchObject([{ name: 'request-rollback', request: { services: ['api'], version: '1.4.1' } }]);
  });

  it('is refused privately where it is not understood, and nothing is queued', async () => {
    const app = await anApp({ mode });
    await expect(app.command('1.5')).resolves.toEqual({ ok: true });
    expect(app.whispers()).toEqual([
      '1.5 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
    ]);
    expect(app.jobs()).toEqual([]);
  });

  it('that is delivered twice is one release, and is answered both times', async () => {
    const app = await anApp({ mode });
    await app.command('1.5.0');
    await app.redeliver('command');
    expect(app.jobs()).toHaveLength(1);
    expect(app.whispers()[0]).toBe('Working out release 1.5.0 of shop: 2 services, staging then production.');
  });

  it('is acknowledged only once it is in the queue', async () => {
    const stored = aGate();
    const begun = aGate();
    const queue: Queue = {
      enqueue: async () => {
        begun.open();
        await stored.passed;
      },
    };
    const app = await anApp({ mode, queue });
    let isAnswered = false;
    const answered = app.command('1.5.0').then(() => {
      isAnswered = true;
    });
    await begun.passed;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).toBe(false);
    stored.open();
    await answered;
    expect(app.whispers()).toHaveLength(1);
  });

  it('without a version opens the form at once and has it filled', async () => {
    const app = await anApp({ mode });
    await app.command('');
    const modal = await app.slack.until(() => openModals(app)[0]);
    const [job] = await app.slack.until(() => app.jobs().length > 0 && app.jobs());
    expect(modal.content).toMatchObject({ callback_id: 'release_modal', title: { text: 'Release' } });
    expect(job).toEqual({
      name: 'fill-release-modal',
      externalId: modal.content.external_id,
      project: 'shop',
      services: null,
      user: 'U0MIRA',
      channel: 'C0RELEASES',
    });
  });

  it('/rollback without a reason opens the form with what was typed', async () => {
    const app = await anApp({ mode });
    await app.command('api 1.4.1', { command: '/rollback' });
    const modal = await app.slack.until(() => openModals(app)[0]);
    const [job] = await app.slack.until(() => app.jobs().length > 0 && app.jobs());
    expect(modal.content).toMatchObject({ callback_id: 'rollback_modal' });
    expect(job).toMatchObject({
      name: 'fill-rollback-modal',
      project: 'shop',
      services: ['api'],
      version: '1.4.1',
      environment: null,
    });
  });

  it('that opened a form opens no second one when it is delivered twice, and says so', async () => {
    const app = await anApp({ mode });
    await app.command('');
    await app.slack.until(() => app.jobs().length > 0);
    await app.redeliver('command');
    expect(openModals(app)).toHaveLength(1);
    expect(app.jobs()).toHaveLength(1);
    expect((await app.told()).text).toMatch(/^No further form was opened: /);
  });

  it('tells of a form that Slack did not open in time', async () => {
    const app = await anApp({ mode });
    app.slack.inject('views.open', { error: 'expired_trigger_id' });
    await app.command('');
    expect((await app.told()).text).toMatch(/write everything on one line, such as \/release 1\.5\.0\.$/);
    expect(app.jobs()).toEqual([]);
  });
});

it('derives the release of a command from its trigger', () => {
  expect(releaseIdFrom('/release 123.456.abc')).toBe(releaseIdFrom('/release 123.456.abc'));
  expect(releaseIdFrom('/release 123.456.abc')).not.toBe(releaseIdFrom('/release 123.456.abd'));
});
