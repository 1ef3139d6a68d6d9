import { describe, expect, it } from 'vitest';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { summaryPart } from '#templates/release/summary-part.ts';
import { aWish, aWorkshop, jonas, rel, type Workshop } from '../a-workshop.ts';

const breaker = { rollbacks: 1, within: '7d' };
const managed = { managers: ['on-call'], rollback: { breaker } };

/** A workshop whose api was taken back just now. */
async function takenBack(config: Record<string, unknown> = managed): Promise<Workshop> {
  const shop = aWorkshop(config);
  const of = { v: 1, release: rel(9) } as const;
  const past: ProjectEvent[] = [
    { ...of, type: 'release.opened', version: '1.4.9', intent: 'release' },
    { ...of, type: 'services.claimed', environment: 'production', services: ['api'] },
    { ...of, type: 'release.closed', ending: 'rolled_back' },
  ];
  await shop.projects.change('shop', () => past);
  return shop;
}

describe('a proposal while the circuit breaker is open', () => {
  it('is refused, with when it closes and who may let it through', async () => {
    const shop = await takenBack();
    expect(await shop.propose(aWish(1))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'breaker_open', open: [{ service: 'api' }], within: 604_800_000, roles: ['on-call'] },
    });
    expect((await shop.projects.get('shop')).releases).toHaveLength(1);
  });

  it('is let through by a manager with a reason, which stays on the card', async () => {
    const shop = await takenBack();
    const wish = aWish(1, { breakerReason: 'The pool is larger now.' });
    expect(await shop.propose({ ...wish, actor: jonas })).toMatchObject({ kind: 'proposed' });
    const release = await shop.releases.get(rel(1));
    expect(release.plan.overrides).toMatchObject([
      { rule: 'breaker', by: 'U0JONAS', role: 'on-call', reason: 'The pool is larger now.' },
    ]);
    expect(JSON.stringify(summaryPart(release))).toContain('released in spite of the open circuit breaker');
    expect(release.plan.steps.find(({ id }) => id === 'production/claim')?.params).not.toHaveProperty('breaker');
  });

  it('is not let through by anybody else', async () => {
    const shop = await takenBack();
    expect(await shop.propose(aWish(1, { breakerReason: 'please' }))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'breaker_not_permitted', roles: ['on-call'] },
    });
  });

  it('is not refused when it is a hotfix, or ends before the last environment', async () => {
    const hotfix = await takenBack();
    hotfix.remote.commit('fix: keep the basket', { 'fix.js': '1\n' });
    expect(await hotfix.propose(aWish(1, { version: { bump: 'hotfix' } }))).not.toMatchObject({
      refusal: { code: 'breaker_open' },
    });
    const staging = await takenBack();
    expect(await staging.propose(aWish(1, { environments: ['staging'] }))).toMatchObject({ kind: 'proposed' });
  });

  it('is proposed, and the breaker tells what it would have done, where it only announces', async () => {
    const shop = await takenBack({ rollback: { breaker: { ...breaker, mode: 'announce' } } });
    expect(await shop.propose(aWish(1))).toMatchObject({ kind: 'proposed' });
    expect((await shop.releases.get(rel(1))).announced).toMatchObject([
      { rule: 'breaker', words: expect.stringContaining('api was taken back too often lately (1.4.9)') },
    ]);
  });

  it('asks again at the claim, since it may open after the proposal', async () => {
    const shop = aWorkshop(managed);
    await shop.propose(aWish(1));
    const claims = (await shop.releases.get(rel(1))).plan.steps.filter(({ kind }) => kind === 'claim-services');
    expect(claims.map(({ environment, params }) => [environment, params.breaker ?? null])).toEqual([
      ['staging', null],
      ['production', { environment: 'production', rollbacks: 1, within: 604_800_000 }],
    ]);
  });
});
