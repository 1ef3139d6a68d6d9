import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { connectRedis, type RedisConnection } from '#adapters/redis/connect-redis.ts';
import { slackTimings } from '#sandbox/slack/timings.ts';
import { inputIds, moveActionIds } from '#templates/ids.ts';
import { type KillableRedis, startKillableRedis } from '#test/support/killable-redis.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, buttonRow, pressValue } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

/** Slack that gives up on an acknowledgement long before its own three seconds: what is slower than this fails the test. */
const impatient = { timings: { ...slackTimings, ackMs: 1_500 } };
const away = 'Redis cannot be reached, so nothing was recorded. Try again in a moment.';

let redis: KillableRedis;
let connection: RedisConnection;

beforeAll(async () => {
  redis = await startKillableRedis();
  connection = connectRedis(redis.url, 'app');
  await connection.whenReady(5_000);
  await redis.kill();
});

afterAll(async () => {
  await connection.close();
  await redis.close();
});

describe.each(modes)('while Redis is away, over %s', (mode) => {
  const start = () => anApp({ mode, queue: createBullmqQueue(connection), slack: impatient });

  it('a command, a click and a form are refused in time and told that nothing was recorded', async () => {
    const app = await start();
    const at = await app.post([
      buttonRow(moveActionIds.approve, pressValue),
      buttonRow(moveActionIds.hold, pressValue),
    ]);
    await app.click(at, moveActionIds.hold);
    const modal = await app.slack.until(() => openModals(app)[0]);

    await expect(app.command('1.5.0')).resolves.toEqual({ ok: true });
    expect(app.whispers()).toEqual([away]);

    await expect(app.click(at, moveActionIds.approve)).resolves.toEqual({ ok: true });
    await app.slack.until(() => app.whispers().length === 2);
    expect(app.whispers()).toEqual([away, away]);

    const state = { [inputIds.reason]: { [inputIds.value]: { type: 'plain_text_input', value: 'payments fail' } } };
    await expect(app.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state })).resolves.toMatchObject({
      ok: true,
    });
    expect(openModals(app)).toHaveLength(2);
    expect(JSON.stringify(openModals(app).at(-1)?.content)).toContain(away);
  });

  it('help is given all the same', async () => {
    const app = await start();
    await expect(app.command('help')).resolves.toEqual({ ok: true });
    expect(app.whispers()[0]).toContain('/release status: What is in flight, what was, and what runs where');
  });

  it('a form that was opened says that it cannot be filled', async () => {
    const app = await start();
    await expect(app.command('')).resolves.toEqual({ ok: true });
    const modal = await app.slack.until(() =>
      openModals(app).find((view) => JSON.stringify(view.content).includes(away)),
    );
    expect(modal.content.submit).toBeNull();
  });
});
