import { describe, expect, it } from 'vitest';
import { aWish, aWorkshop, carryOn, mira, press, rel, typesOf, type Workshop } from './a-workshop.ts';

const opened = (shop: Workshop, number: number) =>
  shop.projects.change('shop', () => [
    { v: 1, type: 'release.opened', release: rel(number), version: `9.${number}.0`, intent: 'release' },
  ]);

async function proposed(): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  return shop;
}

describe('sweep', () => {
  it('enqueues again what was lost with the queue', async () => {
    const shop = await proposed();
    shop.jobs.splice(0);
    await shop.sweep();
    expect(shop.jobs.map(({ job }) => job.name)).toContain('run-step');
  });

  it('does nothing where nothing is open', async () => {
    const shop = aWorkshop();
    await shop.sweep();
    expect(shop.jobs).toEqual([]);
  });

  it('leaves an ended release alone', async () => {
    const shop = await proposed();
    await press(shop, 'cancel', mira);
    await shop.advance(rel(1));
    shop.jobs.splice(0);
    await shop.sweep();
    expect(shop.jobs).toEqual([]);
  });

  it('closes an ended release whose worker died before it did', async () => {
    const shop = await proposed();
    await press(shop, 'cancel', mira);
    await shop.sweep();
    expect((await shop.projects.get('shop')).releases[0]?.closed?.ending).toBe('cancelled');
  });

  it('frees services that an ended release claimed too late', async () => {
    const shop = await proposed();
    await press(shop, 'cancel', mira);
    await shop.advance(rel(1));
    await shop.projects.change('shop', () => [
      { v: 1, type: 'services.claimed', release: rel(1), environment: 'staging', services: ['api'] },
    ]);
    await shop.sweep();
    expect((await shop.projects.get('shop')).claims.size).toBe(0);
  });

  it('gives up a listing without a log after ten minutes, and not before', async () => {
    const shop = aWorkshop();
    await opened(shop, 5);
    shop.clock.at += 599_999;
    await shop.sweep();
    expect((await shop.projects.get('shop')).releases[0]?.closed).toBeNull();
    shop.clock.at += 1;
    await shop.sweep();
    await shop.sweep();
    expect((await shop.projects.get('shop')).releases[0]?.closed?.ending).toBe('abandoned');
    expect((await shop.store.read('project/shop')).length).toBe(2);
  });

  it('tells a release at its gate that the branch moved on, once', async () => {
    const shop = await proposed();
    await carryOn(shop, rel(1));
    shop.remote.commit('fix: late', { 'b.js': '1\n' });
    await shop.sweep();
    await shop.sweep();
    expect((await typesOf(shop, rel(1))).filter((type) => type === 'release.drifted')).toHaveLength(1);
  });

  it('asks no repository for a release that waits for no approval', async () => {
    const shop = await proposed();
    await shop.advance(rel(1));
    shop.git.of(shop.settings.project.repository).fetch = () => Promise.reject(new Error('away'));
    await shop.sweep();
    expect(shop.reports).toEqual([]);
  });

  it('advances a release whose repository is away, and reports it', async () => {
    const shop = await proposed();
    await carryOn(shop, rel(1));
    shop.git.of(shop.settings.project.repository).fetch = () => Promise.reject(new Error('away'));
    shop.jobs.splice(0);
    await shop.sweep();
    expect(shop.reports).toEqual([`drift of ${rel(1)}`]);
    expect((await shop.releases.get(rel(1))).ending).toBeNull();
  });

  it('goes on to the next release when one cannot be read', async () => {
    const shop = aWorkshop();
    await opened(shop, 5);
    await shop.store.append({
      log: `release/${rel(5)}`,
      expectedSeq: 0,
      at: 1,
      bodies: [{ v: 99, type: 'from.the.future' }],
    });
    await shop.propose(aWish(1));
    shop.jobs.splice(0);
    await shop.sweep();
    expect(shop.reports).toEqual([`sweep of ${rel(5)}`]);
    expect(shop.jobs.map(({ job }) => job.name)).toContain('run-step');
  });
});
