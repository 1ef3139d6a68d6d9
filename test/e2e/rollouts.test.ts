import { describe, expect, it } from 'vitest';
import { begin, stopCanary } from './support/canary.ts';
import type { PersonName } from './support/desk.ts';
import { productionTraffic } from './support/shop-traffic.ts';
import { partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '2s']);

/** Runs a release of a healthy version to its end and expects that no customer of production met with an error on the way. */
async function loseNone(command: string, version: string, approver: PersonName, meanwhile?: () => Promise<void>) {
  const desk = world.desk();
  const before = await productionTraffic(desk);
  await begin(desk, command, version, approver);
  await meanwhile?.();
  await desk.card(`Released: shop ${version}`);
  const after = await productionTraffic(desk);
  expect(after.requests - before.requests).toBeGreaterThan(100);
  expect(after.errors - before.errors).toBe(0);
}

describe('rollouts in stages, with customers on the shop', { timeout: partLimit }, () => {
  it('gives a healthy canary a growing share, shows its metrics, and loses no request', async () => {
    const desk = world.desk();
    await loseNone('/release 1.5.0 --services api --strategy canary', '1.5.0', 'Jonas', async () => {
      const card = await desk.card('In progress: shop 1.5.0, production');
      await card.getByText(/20 %/).first().waitFor();
      await card.getByRole('columnheader', { name: '1.4.2 beside it' }).waitFor();
      await card.getByRole('row', { name: /^error-rate passes 0\.0 % 0\.0 % > 5%$/ }).waitFor();
      await card.getByText(/looked at until .+ left of 12 s\)\./).waitFor();
      await desk.keep('30-canary');
    });
    await desk.runs('production', { api: '1.5.0', frontend: '1.4.2' });
    await desk.openThread(await desk.card('Released: shop 1.5.0'));
    const kept = desk.thread.getByTestId('message').filter({ hasText: /Passed: Analyse api in production at 50 %/ });
    await kept.getByRole('row', { name: /^latency-p95 passes/ }).waitFor();
    await desk.keep('31-canary-released');
  });

  it('switches a blue-green pair without losing a request', async () => {
    const desk = world.desk();
    await desk.push('healthy-fix');
    await loseNone('/release 1.6.0 --services api --strategy blue-green', '1.6.0', 'Jonas');
    await desk.runs('production', { api: '1.6.0' });
  });

  it('rolls through the instances one by one without losing a request', async () => {
    const desk = world.desk();
    await desk.push('breaking');
    await loseNone('/deployment-coordination v2.0.0 --batch-size 1', '2.0.0', 'Mira');
    await desk.openThread(await desk.card('Released: shop 2.0.0'));
    for (const count of [1, 2])
      await desk.thread.getByText(`worker 2.0.0 is on ${count} of 3 instances in production: verified.`).waitFor();
    await desk.keep('34-batches-of-instances');
    await desk.runs('production', { api: '2.0.0', worker: '2.0.0', frontend: '2.0.0' });
  });

  it('stops a canary that errs above a fifth of the traffic by its analysis, and takes it back', async () => {
    const desk = world.desk();
    await stopCanary(desk, { change: 'errors-above-share', service: 'frontend', version: '2.1.0', by: 'error-rate' });
    await desk.keep('33-canary-rolled-back');
  });

  it('stops a canary that gets slower and slower by its latency, and takes it back', async () => {
    await stopCanary(world.desk(), { change: 'leaks', service: 'api', version: '2.2.0', by: 'latency-p95' });
    await world.desk().runs('production', { api: '2.0.0', frontend: '2.0.0' });
  });
});
