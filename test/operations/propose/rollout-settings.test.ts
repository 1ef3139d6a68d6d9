import { describe, expect, it } from 'vitest';
import { createPlanRelease } from '#operations/propose/propose.ts';
import { createMakeReleasePlan } from '#operations/propose/release-plan.ts';
import { releasePlanReply } from '#templates/replies/release-plan-reply.ts';
import { aWish, aWorkshop, mira, press, rel } from '../a-workshop.ts';

describe('a release with settings of its own', () => {
  it('is planned with them, and with its risk, and planned again with both', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1, { settings: { waitBetween: 300_000 } }));
    const { plan } = await shop.releases.get(rel(1));
    expect(plan.settings).toEqual({ waitBetween: 300_000 });
    expect(plan.steps.find((step) => step.id === 'staging/pause/api')?.gate).toEqual({
      kind: 'pause',
      millis: 300_000,
    });
    expect(plan.risk).toMatchObject({
      level: 'low',
      lines: expect.arrayContaining([expect.objectContaining({ factor: 'changes', value: 1 })]),
    });

    shop.settings.digest = 'c1'.repeat(32) as never;
    const drift = { head: plan.source, commits: [], config: true };
    const release = await shop.releases.get(rel(1));
    await shop.releases.record(rel(1), release, [{ v: 1, type: 'release.drifted', drift }]);
    await press(shop, 'take-new-commits', mira);
    const again = (await shop.releases.get(rel(1))).plan;
    expect(again).toMatchObject({ revision: 2, settings: { waitBetween: 300_000 }, risk: { score: plan.risk?.score } });
  });

  it('is refused where a service has no health check and one was required', async () => {
    const shop = aWorkshop({ services: { api: { deployer: { kind: 'http', url: 'http://127.0.0.1:4100/api' } } } });
    expect(await shop.propose(aWish(1, { settings: { healthCheckRequired: true } }))).toMatchObject({
      refusal: { code: 'plan', refusal: { code: 'health_check_missing', service: 'api' } },
    });
  });
});

describe('a release plan', () => {
  const request = {
    project: 'shop',
    version: '1.5.0' as never,
    date: null,
    services: null,
    environments: null,
    strategy: null,
    migrationRequired: null,
    rollback: null,
  };
  const making = (shop: ReturnType<typeof aWorkshop>) =>
    createMakeReleasePlan({ planRelease: createPlanRelease(shop.ports), clock: shop.clock });

  it('is written without being proposed', async () => {
    const shop = aWorkshop();
    const outcome = await making(shop)({
      id: 'release-plan-1',
      request: { ...request, date: '2026-12-01', migrationRequired: true, rollback: 'manual' },
      actor: mira,
    });
    expect(outcome).toMatchObject({ kind: 'planned', migration: 'expected_and_missing' });
    expect((await shop.projects.get('shop')).releases).toEqual([]);
    const { text, blocks } = releasePlanReply(outcome);
    expect(text).toContain('Plan of shop 1.5.0, meant for 2026-12-01: 3 services through staging, production.');
    expect(text).toContain('The day is an intention: nothing starts by itself on it.');
    expect(text).toContain('Nothing is proposed.');
    expect(text).toContain('A database migration was expected, and the range holds none');
    expect(JSON.stringify(blocks)).toContain('Deploy api 1.5.0 to production');
    expect(JSON.stringify(blocks)).toContain('started by a person');
  });

  it('refuses a day that is over, and takes today', async () => {
    const shop = aWorkshop();
    const make = making(shop);
    const of = { id: 'release-plan-1', actor: mira };
    const over = await make({ ...of, request: { ...request, date: '2026-11-20' } });
    expect(over).toEqual({ kind: 'date_past', date: '2026-11-20', today: '2026-11-21' });
    expect(releasePlanReply(over).text).toContain('2026-11-20');
    expect(await make({ ...of, request: { ...request, date: '2026-11-21' } })).toMatchObject({ kind: 'planned' });
  });

  it('is refused as the release would be', async () => {
    const shop = aWorkshop();
    const outcome = await making(shop)({ id: 'x', request: { ...request, version: '1.4.2' as never }, actor: mira });
    expect(outcome.kind).toBe('refused');
    expect(releasePlanReply(outcome).text).not.toBe('');
  });
});
