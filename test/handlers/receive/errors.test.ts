import { describe, expect, it } from 'vitest';
import { ReleaseError } from '#errors.ts';
import { modes } from '#test/support/slack-harness.ts';
import { aButton, aHarness, aModal, openModals } from './harness-fixture.ts';

const redisAway = () =>
  new ReleaseError('REDIS_UNAVAILABLE', 'transient', 'Redis cannot be reached, so nothing was recorded.');

describe.each(modes)('an error in a listener over %s', (mode) => {
  it('is told with its next step when it is one of ours', async () => {
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.command('/release', async () => {
          throw redisAway();
        }),
    });
    await expect(harness.command('1.5.0')).resolves.toEqual({ ok: true });
    expect(harness.whispers()).toEqual(['Redis cannot be reached, so nothing was recorded. Try again in a moment.']);
  });

  it('is told after the acknowledgement, too, without showing what people wrote as markup', async () => {
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.command('/release', async ({ ack }) => {
          await ack();
          throw new ReleaseError(
            'GIT_REFUSED_REF',
            'user',
            'The branch <!channel> & <@U0AIKO> is not one git may be given.',
          );
        }),
    });
    await harness.command('1.5.0');
    const said = await harness.slack.until(() => harness.whispers()[0]);
    expect(said).toBe(
      'The branch &lt;!channel&gt; &amp; &lt;@U0AIKO&gt; is not one git may be given. Use letters, digits, dots, slashes and dashes.',
    );
  });

  it('is an apology with a request id when it is a bug, and logged whole', async () => {
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.command('/release', async () => {
          throw new TypeError('secret details of a bug');
        }),
    });
    await harness.command('1.5.0');
    const [said = ''] = harness.whispers();
    const id = /this id to whoever runs Fairlead: ([0-9a-f]{8})\.$/.exec(said)?.[1];
    expect(said).not.toContain('secret');
    expect(harness.logged.find(({ request }) => request === id)).toMatchObject({
      level: 50,
      err: { stack: expect.stringContaining('secret details of a bug') },
    });
  });

  it('reaches the one who clicked, by response_url', async () => {
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.action('approve', async ({ ack }) => {
          await ack();
          throw redisAway();
        }),
    });
    const body = { text: 'Approve?', blocks: [aButton('approve')] };
    const at = await harness.messenger.post({ channel: 'C0RELEASES', op: 'x', body }, { mayExist: false });
    await harness.click(at, 'approve', 'U0JONAS');
    await harness.slack.until(() => harness.whispers('U0JONAS').length === 1);
    expect(harness.whispers('U0MIRA')).toEqual([]);
  });

  it('reaches the one who clicked in their App Home, by direct message', async () => {
    const harness = await aHarness({
      mode,
      register: (app) =>
        app.action('approve', async ({ ack }) => {
          await ack();
          throw redisAway();
        }),
    });
    await harness.messenger.publishHome('U0MIRA', { type: 'home', blocks: [aButton('approve')] });
    await harness.slack.act({
      type: 'block_action',
      as: 'U0MIRA',
      container: { type: 'home' },
      block_id: '',
      action_id: 'approve',
      action: {},
    });
    const { channels, app } = harness.slack.workspace;
    const direct = channels.direct(app.userId, 'U0MIRA');
    const said = await harness.slack.until(() => harness.slack.messages(direct.id)[0]);
    expect(said.text).toMatch(/^Redis cannot be reached/);
  });

  it('lies over the modal that was submitted', async () => {
    const harness = await aHarness({
      mode,
      register: (app) => {
        app.command('/release', async ({ ack, client, command }) => {
          await client.views.open({ trigger_id: command.trigger_id, view: aModal('release') });
          await ack();
        });
        app.view('release', async () => {
          throw redisAway();
        });
      },
    });
    await harness.command('');
    const modal = await harness.slack.until(() => openModals(harness)[0]);
    const state = { version: { value: { type: 'plain_text_input', value: '1.5.0' } } };
    await harness.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state });
    expect(openModals(harness)).toHaveLength(2);
    expect(JSON.stringify(openModals(harness).at(-1)?.content)).toContain('Redis cannot be reached');
  });

  it('leaves an event with Slack, which sends it again, when it is transient', async () => {
    const tries: (number | undefined)[] = [];
    const harness = await aHarness({
      mode,
      slack: { timings: { eventRetryMs: [1_100, 1_100], ackMs: 300 } },
      register: (app) =>
        app.event('app_home_opened', async ({ context }) => {
          tries.push(context.retryNum);
          if (tries.length === 1) throw redisAway();
        }),
    });
    await harness.slack.act({ type: 'open_home', as: 'U0MIRA' });
    await harness.slack.until(() => tries.length === 2);
    await harness.slack.settled();
    expect(tries).toEqual([undefined, 1]);
  });

  it('takes an event all the same when it is a bug, and tells the one who mentioned the bot', async () => {
    let tries = 0;
    const harness = await aHarness({
      mode,
      slack: { timings: { eventRetryMs: [20] } },
      register: (app) =>
        app.event('app_mention', async () => {
          tries += 1;
          throw new Error('a bug');
        }),
    });
    const { userId } = harness.slack.workspace.app;
    await harness.slack.act({ type: 'say', as: 'U0MIRA', channel: 'C0RELEASES', text: `<@${userId}> status` });
    await harness.slack.until(() => harness.whispers().length === 1);
    await harness.slack.settled();
    expect(tries).toBe(1);
  });
});
