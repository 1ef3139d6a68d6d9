import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { Forge } from '#domain/project/forge.ts';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';
import { createHeedHint } from '#operations/webhooks/heed-hint.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { aWish, aWorkshop, carryOn, rel, typesOf, type Workshop } from '../a-workshop.ts';

const deploys = StepId.parse('staging/deploy/api');
const service = { health: { url: 'http://127.0.0.1:4100/health' } };
const onActions = { kind: 'github-actions', repository: 'shop/shop', workflow: 'deploy.yml' };
const ofRun = (run: string): WebhookHint => ({
  about: 'run',
  system: 'github-actions',
  repository: { path: 'shop/shop', number: null },
  run,
});
const ofBranch = (branch: string): WebhookHint => ({
  about: 'branch',
  repository: { path: 'shop/shop', number: null },
  branch,
});

/** A shop that deploys by GitHub Actions, whose hints are heeded; its remote is told to be shop/shop. */
function aListeningShop() {
  const shop = aWorkshop({ services: { api: { ...service, deployer: onActions } } });
  const forge = Forge.parse({ kind: 'github', repository: 'shop/shop' });
  shop.settings.project = { ...shop.settings.project, repository: { ...shop.settings.project.repository, forge } };
  const scratch = createMemoryScratch(shop.clock);
  const report = (_error: unknown, what: string): void => void shop.reports.push(what);
  return { ...shop, heed: createHeedHint({ ...shop.ports, advance: shop.advance, scratch, report }) };
}

/** Release 1, whose deployment of the api is pending as run 42. */
async function deploying() {
  const shop = aListeningShop();
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1), deploys);
  const of = { v: 1, step: deploys, attempt: 1 } as const;
  const lookAgainAt = shop.clock.at + 3_600_000;
  await shop.releases.record(rel(1), await shop.releases.get(rel(1)), [
    { ...of, type: 'step.started', worker: 'machine/1' },
    { ...of, type: 'step.pending', handle: { run: '42', since: shop.clock.at }, lookAgainAt, note: null },
  ]);
  shop.jobs.splice(0);
  return shop;
}

const looks = (shop: Workshop) => shop.jobs.filter(({ job }) => job.name === 'run-step');

describe('a hint of a run', () => {
  it('has the deployment that waits for it looked at now', async () => {
    const shop = await deploying();
    await shop.heed(ofRun('42'));
    const job = { name: 'run-step', release: rel(1), step: deploys, attempt: 1, early: true };
    expect(shop.jobs).toMatchObject([{ job, delay: 0 }]);
  });

  it('of another run moves nothing', async () => {
    const shop = await deploying();
    await shop.heed(ofRun('43'));
    expect(shop.jobs).toEqual([]);
  });

  it('that comes a thousand times asks for one look now and one when it is over', async () => {
    const shop = await deploying();
    shop.clock.at = 2_000 * Math.ceil(shop.clock.at / 2_000);
    for (let count = 0; count < 1_000; count += 1) {
      shop.clock.at += 1;
      await shop.heed(ofRun('42'));
    }
    const dues = new Set(looks(shop).map(({ delay, id }) => `${id} ${delay === 0 ? 'now' : 'later'}`));
    expect(dues.size).toBe(2);
    expect(looks(shop).filter(({ delay }) => delay === 0)).toHaveLength(1);
    expect(Math.max(...looks(shop).map(({ delay }) => delay))).toBeLessThanOrEqual(2_000);
  });

  it('that comes while the deployment is being sent has it looked at a moment later', async () => {
    const shop = aListeningShop();
    await shop.propose(aWish(1));
    await carryOn(shop, rel(1), deploys);
    await shop.releases.record(rel(1), await shop.releases.get(rel(1)), [
      { v: 1, type: 'step.started', step: deploys, attempt: 1, worker: 'machine/1' },
    ]);
    shop.jobs.splice(0);
    await shop.heed(ofRun('42'));
    expect(looks(shop)).toHaveLength(1);
    expect(looks(shop)[0]?.delay).toBeGreaterThan(0);
  });

  it('reaches the next release when one cannot be read', async () => {
    const shop = await deploying();
    await shop.projects.change('shop', () => [
      { v: 1, type: 'release.opened', release: rel(0), version: '9.0.0', intent: 'release' },
    ]);
    const body = { v: 99, type: 'from.the.future' };
    await shop.store.append({ log: `release/${rel(0)}`, expectedSeq: 0, at: 1, bodies: [body] });
    await shop.heed(ofRun('42'));
    expect(shop.reports).toEqual([`webhook hint for ${rel(0)}`]);
    expect(looks(shop)).toHaveLength(1);
  });
});

describe('a hint of a branch', () => {
  async function atApproval() {
    const shop = aListeningShop();
    await shop.propose(aWish(1));
    await carryOn(shop, rel(1));
    shop.remote.commit('feat: pay with a gift card', { 'gift.js': '1\n' });
    shop.clock.at += 60_000;
    shop.jobs.splice(0);
    return shop;
  }

  it('finds at once that it moved away from what waits for an approval, and has that drawn', async () => {
    const shop = await atApproval();
    await shop.heed(ofBranch('main'));
    expect(await typesOf(shop, rel(1))).toContain('release.drifted');
    expect(shop.jobs.map(({ job }) => job.name)).toContain('render');
  });

  it('that comes again finds nothing more', async () => {
    const shop = await atApproval();
    await shop.heed(ofBranch('main'));
    shop.jobs.splice(0);
    await shop.heed(ofBranch('main'));
    expect((await typesOf(shop, rel(1))).filter((type) => type === 'release.drifted')).toHaveLength(1);
    expect(shop.jobs).toEqual([]);
  });

  it('of another branch is left alone, and so is a release that waits for no approval', async () => {
    const shop = await atApproval();
    await shop.heed(ofBranch('next'));
    expect(await typesOf(shop, rel(1))).not.toContain('release.drifted');
    const rolling = await deploying();
    rolling.git.of(rolling.settings.project.repository).fetch = () => Promise.reject(new Error('asked'));
    await rolling.heed(ofBranch('main'));
    expect(rolling.reports).toEqual([]);
  });
});
