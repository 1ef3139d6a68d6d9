import { describe, expect, it } from 'vitest';
import { modes } from '#test/support/slack-harness.ts';
import { aButton, aGate, aHarness, aModal, openModals } from './harness-fixture.ts';

describe.each(modes)('over %s', (mode) => {
  it('takes a command, and answers with the acknowledgement', async () => {
    const harness = await aHarness({
      mode,
      register: (app) => app.command('/release', async ({ ack, command }) => ack(`Planning ${command.text}.`)),
    });
    await expect(harness.command('1.5.0')).resolves.toEqual({ ok: true });
    expect(harness.whispers()).toEqual(['Planning 1.5.0.']);
  });

  it('answers an unknown command at once, privately', async () => {
    const harness = await aHarness({ mode });
    await expect(harness.command('', { command: '/unheard' })).resolves.toEqual({ ok: true });
    expect(harness.whispers()).toEqual([
      'I do not know the command `/unheard`. Type `/release help` for the ones I know.',
    ]);
  });

  it('answers an unknown button privately, and leaves the message alone', async () => {
    const harness = await aHarness({ mode });
    const at = await harness.messenger.post(
      { channel: 'C0RELEASES', op: 'x', body: { text: 'Press', blocks: [aButton('from_an_older_version')] } },
      { mayExist: false },
    );
    await expect(harness.click(at, 'from_an_older_version')).resolves.toEqual({ ok: true });
    const said = await harness.slack.until(() => harness.whispers()[0]);
    expect(said).toMatch(/^I do not know this button/);
    expect(harness.slack.messages('releases')[0]?.text).toBe('Press');
  });

  it('lays a notice over an unknown form, which keeps what was typed', async () => {
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.command('/release', async ({ ack, client, command }) => {
          await client.views.open({ trigger_id: command.trigger_id, view: aModal('from_an_older_version') });
          await ack();
        }),
    });
    await harness.command('');
    const modal = await harness.slack.until(() => openModals(harness)[0]);
    const state = { version: { value: { type: 'plain_text_input', value: '1.5.0' } } };
    await harness.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state });
    const stack = openModals(harness);
    expect(stack).toHaveLength(2);
    expect(JSON.stringify(stack.at(-1)?.content)).toContain('I do not know this form');
  });

  it('takes an event that nobody listens to without telling anybody', async () => {
    const harness = await aHarness({ mode });
    const text = `<@${harness.slack.workspace.app.userId}> hello`;
    await harness.slack.act({ type: 'say', as: 'U0MIRA', channel: 'C0RELEASES', text });
    await harness.slack.act({ type: 'open_home', as: 'U0MIRA' });
    await harness.slack.settled();
    expect(harness.whispers()).toEqual([]);
  });

  it('acknowledges an event only when its listeners have ended', async () => {
    const gate = aGate();
    const begun = aGate();
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.event('app_home_opened', async () => {
          begun.open();
          await gate.passed;
        }),
    });
    await harness.slack.act({ type: 'open_home', as: 'U0MIRA' });
    await begun.passed;
    let isAcknowledged = false;
    const acknowledged = harness.slack.settled().then(() => {
      isAcknowledged = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAcknowledged).toBe(false);
    gate.open();
    await acknowledged;
  });

  it('runs a listener to its end before a stop resolves', async () => {
    const gate = aGate();
    const begun = aGate();
    const order: string[] = [];
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.command('/release', async ({ ack }) => {
          await ack();
          begun.open();
          await gate.passed;
          order.push('listener ended');
        }),
    });
    await harness.command('1.5.0');
    await begun.passed;
    const stopped = harness.app.stop().then((isDone) => {
      order.push('stopped');
      return isDone;
    });
    gate.open();
    await expect(stopped).resolves.toBe(true);
    expect(order).toEqual(['listener ended', 'stopped']);
    expect(harness.app.isReady()).toBe(false);
  });

  it('does not wait for ever for a listener that hangs', async () => {
    const begun = aGate();
    const harness = await aHarness({
      mode,
      drainTimeout: 50,
      register: (app) =>
        app.command('/release', async ({ ack }) => {
          await ack();
          begun.open();
          await new Promise(() => undefined);
        }),
    });
    await harness.command('1.5.0');
    await begun.passed;
    await expect(harness.app.stop()).resolves.toBe(false);
  });

  it('refuses to start with a bot token that Slack does not take', async () => {
    const harness = await aHarness({ mode });
    harness.slack.inject('auth.test', { error: 'invalid_auth' });
    await expect(harness.app.start()).rejects.toMatchObject({
      code: 'SLACK_FAILED',
      message: expect.stringContaining('Set SLACK_BOT_TOKEN'),
    });
  });
});
