import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PersonName } from './support/desk.ts';
import { productionTraffic } from './support/shop-traffic.ts';
import { testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '2s']);

/** Asks for a release as Aiko, and approves it for production as somebody else. Gives the card. */
async function begin(command: string, version: string, approver: PersonName): Promise<Locator> {
  const desk = world.desk();
  await desk.actAs('Aiko');
  await desk.send(command);
  const card = await desk.card(`Waiting for approval: shop ${version}, production`);
  await desk.actAs(approver);
  await desk.press(card, `Approve ${version} for production`);
  await desk.agree(`Approve ${version}`);
  return card;
}

/** Runs a release of a healthy version to its end and expects that no customer of production met with an error on the way. */
async function loseNone(command: string, version: string, approver: PersonName, meanwhile?: () => Promise<void>) {
  const desk = world.desk();
  const before = await productionTraffic(desk);
  await begin(command, version, approver);
  await meanwhile?.();
  await desk.card(`Released: shop ${version}`);
  const after = await productionTraffic(desk);
  expect(after.requests - before.requests).toBeGreaterThan(100);
  expect(after.errors - before.errors).toBe(0);
}

describe('rollouts in stages, with customers on the shop', { timeout: 120_000 }, () => {
  it('gives a healthy canary a growing share, shows its metrics, and loses no request', async () => {
    const desk = world.desk();
    await loseNone('/release 1.5.0 --services api --strategy canary', '1.5.0', 'Jonas', async () => {
      const card = await desk.card('In progress: shop 1.5.0, production');
      await card.getByText(/20 %/).first().waitFor();
      await card
        .getByText(/error-rate/)
        .first()
        .waitFor();
      await desk.keep('30-canary');
    });
    await desk.runs('production', { api: '1.5.0', frontend: '1.4.2' });
    await desk.keep('31-canary-released');
  });

  it('switches a blue-green pair without losing a request', async () => {
    const desk = world.desk();
    await desk.push('healthy-fix');
    await loseNone('/release 1.6.0 --services api --strategy blue-green', '1.6.0', 'Jonas');
    await desk.runs('production', { api: '1.6.0' });
  });

  it('rolls through the instances without losing a request', async () => {
    const desk = world.desk();
    await desk.push('breaking');
    await loseNone('/release 2.0.0 --strategy rolling', '2.0.0', 'Mira');
    await desk.runs('production', { api: '2.0.0', worker: '2.0.0', frontend: '2.0.0' });
  });

  it('stops a canary that errs above a fifth of the traffic by its analysis, and takes it back', async () => {
    const desk = world.desk();
    await desk.push('errors-above-share');
    await begin('/release 2.1.0 --services frontend --strategy canary', '2.1.0', 'Jonas');
    const failed = await desk.card('Failed, rollback ahead: shop 2.1.0, production');
    await failed
      .getByText(/error-rate .+limit error-rate > 5%: fails/)
      .first()
      .waitFor();
    await desk.keep('32-canary-stopped');
    await desk.card('Rolled back: shop 2.1.0');
    await desk.runs('production', { frontend: '2.0.0' });
    await desk.keep('33-canary-rolled-back');
  });

  it('stops a canary that gets slower and slower by its latency, and takes it back', async () => {
    const desk = world.desk();
    await desk.push('leaks');
    await begin('/release 2.2.0 --services api --strategy canary', '2.2.0', 'Jonas');
    const failed = await desk.card('Failed, rollback ahead: shop 2.2.0, production');
    await failed
      .getByText(/latency-p95 .+limit latency-p95 > 1s: fails/)
      .first()
      .waitFor();
    await desk.card('Rolled back: shop 2.2.0');
    await desk.runs('production', { api: '2.0.0' });
  });
});
