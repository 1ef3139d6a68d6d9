import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import { certify } from '#jobs/steps/certify.ts';
import { aStep } from '../../jobs/steps/a-step.ts';
import { aiko, aWish, aWorkshop, carryOn, jonas, mira, press, rel, type Workshop } from '../a-workshop.ts';

const rehearsal = { intent: 'rehearsal' } as const;
const strict = {
  environments: [{ name: 'staging' }, { name: 'production', rehearsal: { within: '7d' } }],
};

/** Rehearses as release 1 up to its end, as the worker would. */
async function rehearse(shop: Workshop, request: object = {}) {
  await shop.propose(aWish(1, { ...rehearsal, ...request }));
  await carryOn(shop, rel(1), 'staging/certify');
  const release = await shop.releases.get(rel(1));
  const params = release.plan.steps.at(-1)?.params as Record<string, Json>;
  await aStep(certify, params, shop).run();
  await carryOn(shop, rel(1));
}

describe('/release rehearse', () => {
  it('proposes the way there and back in the environment before the last, and lists it as no release', async () => {
    const shop = aWorkshop();
    expect(await shop.propose(aWish(1, rehearsal))).toEqual({
      kind: 'proposed',
      intent: 'rehearsal',
      release: rel(1),
      version: '1.5.0',
      project: 'shop',
      warnings: [],
    });
    expect((await shop.releases.get(rel(1))).plan).toMatchObject({ intent: 'rehearsal', environments: ['staging'] });
    expect((await shop.projects.get('shop')).releases).toMatchObject([{ intent: 'rehearsal', version: '1.5.0' }]);
    expect(await shop.propose(aWish(1, rehearsal))).toMatchObject({ kind: 'already', intent: 'rehearsal' });
  });

  it('may stand beside a release of the same version, once', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1));
    expect(await shop.propose(aWish(2, rehearsal))).toMatchObject({ kind: 'proposed' });
    expect(await shop.propose(aWish(3, rehearsal))).toMatchObject({
      refusal: { code: 'already_open', release: rel(2), intent: 'rehearsal' },
    });
  });

  it('is refused in production', async () => {
    expect(await aWorkshop().propose(aWish(1, { ...rehearsal, environments: ['production'] }))).toMatchObject({
      refusal: { code: 'plan', refusal: { code: 'not_for_rehearsals', allowed: ['staging'] } },
    });
  });

  it('leaves running what ran before, and a certificate', async () => {
    const shop = aWorkshop();
    await rehearse(shop);
    expect([...shop.running.values()]).toEqual(Array(6).fill('1.4.2'));
    const { certificates, releases } = await shop.projects.get('shop');
    expect(certificates).toMatchObject([{ release: rel(1), version: '1.5.0', environment: 'staging' }]);
    expect(releases[0]?.closed?.ending).toBe('released');
  });

  it('is not disturbed by new commits: it rehearses the one it was asked for', async () => {
    const environments = [{ name: 'staging', approvals: [{ roles: ['release-lead'] }] }, { name: 'production' }];
    const shop = aWorkshop({ environments });
    await shop.propose(aWish(1, rehearsal));
    await carryOn(shop, rel(1));
    shop.remote.commit('fix: one more', { 'more.js': '1\n' });
    expect(await press(shop, 'approve', aiko, { step: 'staging/approval' })).toMatchObject({ kind: 'done' });
  });

  it('may be cancelled by whoever asked for it', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1, rehearsal));
    expect(await press(shop, 'cancel', mira)).toMatchObject({ kind: 'done' });
  });
});

describe('a release into an environment that demands a rehearsal', () => {
  it('is refused with what to type, and proposed once that is done', async () => {
    const shop = aWorkshop(strict);
    expect(await shop.propose(aWish(2))).toMatchObject({
      refusal: { code: 'plan', refusal: { code: 'not_rehearsed', line: '/release rehearse shop 1.5.0' } },
    });
    await rehearse(shop);
    expect(await shop.propose(aWish(3))).toMatchObject({ kind: 'proposed' });
    expect((await shop.releases.get(rel(3))).plan.rehearsed).toMatchObject({ release: rel(1), environment: 'staging' });
  });

  it('is refused again when a commit came after the rehearsal', async () => {
    const shop = aWorkshop(strict);
    await rehearse(shop);
    shop.remote.commit('fix: one more', { 'more.js': '1\n' });
    expect(await shop.propose(aWish(3))).toMatchObject({ refusal: { refusal: { code: 'not_rehearsed', last: null } } });
  });
});

describe('/rollback after a rehearsal', () => {
  const back = { project: 'shop', environment: 'staging', services: null, version: '1.5.0', reason: 'Because.' };

  it('does not offer the version that was only rehearsed', async () => {
    const shop = aWorkshop();
    await rehearse(shop);
    const outcome = await shop.requestRollback({ id: rel(2), actor: jonas, channel: null, request: back });
    expect(outcome).toMatchObject({ refusal: { code: 'target_unknown', version: '1.5.0' } });
  });

  it('takes a rehearsal that is on its way back at once', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1, rehearsal));
    await carryOn(shop, rel(1), 'staging/verify/api');
    const request = { ...back, version: null };
    expect(await shop.requestRollback({ id: rel(2), actor: jonas, channel: null, request })).toMatchObject({
      kind: 'in_flight',
      outcome: { kind: 'done' },
    });
  });
});
