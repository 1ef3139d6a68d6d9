import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { RollbackRequest } from '#domain/job.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { aiko, aWish, aWorkshop, carryOn, jonas, mira, press, rel, slack, type Workshop } from '../a-workshop.ts';

const wish = (number: number, request: Partial<RollbackRequest> = {}, actor = jonas) => ({
  id: rel(number),
  actor,
  channel: null,
  request: { project: 'shop', environment: null, services: null, version: null, reason: 'Orders fail.', ...request },
});

/** 1.4.2 everywhere, then 1.5.0 released by rel 1. */
async function released(): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1));
  await press(shop, 'approve', aiko);
  await carryOn(shop, rel(1));
  return shop;
}

/** 1.5.0 half-way through production: api is there, web is next. */
async function rollingOut(): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1));
  await press(shop, 'approve', aiko);
  await carryOn(shop, rel(1), 'production/deploy/web');
  return shop;
}

describe('requestRollback of a finished release', () => {
  it('opens a rollback of its own to the version before', async () => {
    const shop = await released();
    expect((await shop.releases.get(rel(1))).ending?.kind).toBe('released');
    expect(await shop.requestRollback(wish(2))).toMatchObject({ kind: 'proposed', version: '1.4.2' });
    const { plan, reason } = await shop.releases.get(rel(2));
    expect(plan).toMatchObject({
      intent: 'rollback',
      version: '1.4.2',
      previous: '1.5.0',
      environments: ['production'],
    });
    expect([plan.services, reason]).toEqual([['worker', 'web', 'api'], 'Orders fail.']);
  });

  it('needs no second approval from a holder of a rollback role', async () => {
    const shop = await released();
    await shop.requestRollback(wish(2));
    const { plan } = await shop.releases.get(rel(2));
    expect(plan.steps.some((step) => step.gate?.kind === 'approval')).toBe(false);
  });

  it('waits for one yes when its requester holds no rollback role', async () => {
    const shop = await released();
    await shop.requestRollback(wish(2, {}, mira));
    await carryOn(shop, rel(2));
    const release = await shop.releases.get(rel(2));
    expect(stateOf(release, StepId.parse('production/approval')).status).toBe('open');
  });

  it('brings every service back and is done', async () => {
    const shop = await released();
    await shop.requestRollback(wish(2));
    await carryOn(shop, rel(2));
    expect((await shop.releases.get(rel(2))).ending?.kind).toBe('released');
    expect(shop.running.get('production/api')).toBe('1.4.2');
    expect(shop.running.get('staging/api')).toBe('1.5.0');
  });

  it('moves a single service when asked, each once', async () => {
    const shop = await released();
    await shop.requestRollback(wish(2, { services: ['web', 'web'] }));
    expect((await shop.releases.get(rel(2))).plan.services).toEqual(['web']);
  });

  it('answers a repeat with the rollback it made', async () => {
    const shop = await released();
    await shop.requestRollback(wish(2));
    expect(await shop.requestRollback(wish(2))).toMatchObject({ kind: 'already', release: rel(2) });
  });

  it('goes ahead from the mirror when the remote is away', async () => {
    const shop = await released();
    shop.git.of(shop.settings.project.repository).fetch = () => Promise.reject(new Error('away'));
    expect((await shop.requestRollback(wish(2))).kind).toBe('proposed');
  });

  it('goes ahead though the service to be brought back is down', async () => {
    const shop = await released();
    Object.assign(shop.deployer, { capabilities: async () => ({ observe: true, remove: false }) });
    for (const target of [...shop.running.keys()]) shop.running.set(target, null);
    expect((await shop.requestRollback(wish(2))).kind).toBe('proposed');
  });

  it.each<readonly [string, Partial<RollbackRequest>, Record<string, unknown>]>([
    ['a project nobody knows', { project: 'shpo' }, { code: 'unknown_project' }],
    [
      'a service nobody knows',
      { services: ['wrker'] },
      { code: 'plan', refusal: { code: 'unknown_service', service: 'wrker' } },
    ],
    ['an environment where nothing is known to have run', { environment: 'moon' }, { code: 'nothing_to_roll_back' }],
    ['a version that never ran', { version: '1.0.0' }, { code: 'target_unknown', version: '1.0.0', known: ['1.4.2'] }],
  ])('refuses %s', async (_what, request, refusal) => {
    const shop = await released();
    expect(await shop.requestRollback(wish(2, request))).toMatchObject({ kind: 'refused', refusal });
    expect(await shop.releases.find(rel(2))).toBeNull();
  });
});

describe('requestRollback during a release', () => {
  it('tells the release in flight to go back', async () => {
    const shop = await rollingOut();
    expect(await shop.requestRollback(wish(2))).toMatchObject({
      kind: 'in_flight',
      outcome: { kind: 'done', release: { id: rel(1), rollback: { status: 'running', reason: 'Orders fail.' } } },
    });
    expect(await shop.releases.find(rel(2))).toBeNull();
  });

  it('tells it, too, when the version that ran before it is named', async () => {
    const shop = await rollingOut();
    expect(await shop.requestRollback(wish(2, { version: '1.4.2' }))).toMatchObject({
      kind: 'in_flight',
      outcome: { kind: 'done', release: { id: rel(1), rollback: { status: 'running' } } },
    });
    expect(await shop.releases.find(rel(2))).toBeNull();
  });

  it('answers a second request as done already', async () => {
    const shop = await rollingOut();
    await shop.requestRollback(wish(2));
    expect(await shop.requestRollback(wish(3))).toMatchObject({ kind: 'in_flight', outcome: { kind: 'already' } });
  });

  it('refuses somebody who may not', async () => {
    const shop = await rollingOut();
    const outcome = await shop.requestRollback(wish(2, {}, slack('U0NOBODY')));
    expect(outcome).toMatchObject({
      kind: 'in_flight',
      outcome: { kind: 'refused', refusal: { code: 'not_permitted' } },
    });
    expect((await shop.releases.get(rel(1))).rollback).toBeNull();
  });

  it('never undoes a rollback that is in flight', async () => {
    const shop = await released();
    await shop.requestRollback(wish(2));
    await carryOn(shop, rel(2), 'production/deploy/web');
    const outcome = await shop.requestRollback(wish(3));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'already_open', release: rel(2) } });
    expect((await shop.releases.get(rel(2))).rollback).toBeNull();
  });
});
