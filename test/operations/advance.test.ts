import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { aiko, aWish, aWorkshop, carryOn, mira, press, rel, typesOf, type Workshop } from './a-workshop.ts';

const build = StepId.parse('prepare/build');

async function proposed(): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  return shop;
}

/** The build runs on a machine nobody has heard of since. */
async function building(): Promise<Workshop> {
  const shop = await proposed();
  await carryOn(shop, rel(1), build);
  await shop.releases.record(rel(1), await shop.releases.get(rel(1)), [
    { v: 1, type: 'step.started', step: build, attempt: 1, worker: 'a/1' },
  ]);
  return shop;
}

const runsOf = (shop: Workshop): readonly string[] =>
  shop.jobs.flatMap(({ job }) => (job.name === 'run-step' ? [`${job.step} ${job.attempt}`] : []));

const forget = (shop: Workshop): void => void shop.jobs.splice(0);

describe('advance', () => {
  it('enqueues the step that may start, under an id of its own, and a drawing', async () => {
    const shop = await proposed();
    forget(shop);
    await shop.advance(rel(1));
    expect(runsOf(shop)).toEqual(['prepare/bump-version 1']);
    expect(shop.jobs.map(({ job }) => job.name).sort()).toEqual(['render', 'run-step']);
  });

  it('gives the step to a caller who would rather run it at once', async () => {
    const shop = await proposed();
    forget(shop);
    const kept = await shop.advance(rel(1), { keepFirst: true });
    expect(kept?.run).toEqual({ step: 'prepare/bump-version', attempt: 1 });
    expect(runsOf(shop)).toEqual([]);
  });

  it('says the same when it is called again: nothing is lost with a job', async () => {
    const shop = await proposed();
    forget(shop);
    await shop.advance(rel(1));
    await shop.advance(rel(1));
    const ids = shop.jobs.filter(({ job }) => job.name === 'run-step').map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await typesOf(shop, rel(1))).toEqual(['release.proposed']);
  });

  it('keeps apart the jobs of two steps whose ids read alike', async () => {
    const shop = aWorkshop();
    const { jobIds } = await import('#operations/job-ids.ts');
    const ids = ['staging/watch/api.v1', 'staging/watch/api_v1', 'staging_watch/api.v1'].map((step) =>
      jobIds.runStep(rel(1), StepId.parse(step), 1),
    );
    expect(new Set(ids).size).toBe(3);
    expect(jobIds.runStep(rel(1), StepId.parse(`a${'/b'.repeat(79)}`), 999).length).toBeLessThan(180);
    expect(shop.jobs).toEqual([]);
  });

  it('writes down what follows from the state before it looks what may start', async () => {
    const shop = await proposed();
    await carryOn(shop, rel(1));
    expect((await typesOf(shop, rel(1))).at(-1)).toBe('gate.opened');
  });

  it('wakes up when the next thing is due', async () => {
    const shop = await proposed();
    await carryOn(shop, rel(1));
    await press(shop, 'approve', aiko);
    await carryOn(shop, rel(1), 'production/deploy/api');
    await carryOn(shop, rel(1), 'production/deploy/web');
    const delays = shop.jobs.filter(({ id }) => id.includes('-at-')).map(({ delay }) => delay);
    expect(delays).toContain(30_000);
  });

  it('leaves a step alone that a worker holds', async () => {
    const shop = await building();
    await shop.leases.acquire(`release/${rel(1)}`, `step-${build}`, 3_000);
    forget(shop);
    await shop.advance(rel(1));
    expect(runsOf(shop)).toEqual([]);
  });

  it('takes up a step whose worker died, once its lease has run out', async () => {
    const shop = await building();
    await shop.leases.acquire(`release/${rel(1)}`, `step-${build}`, 3_000);
    shop.clock.at += 3_000;
    forget(shop);
    await shop.advance(rel(1));
    expect(runsOf(shop)).toEqual(['prepare/build 1']);
  });

  it('closes an ended release once and frees what it held', async () => {
    const shop = await proposed();
    await shop.projects.change('shop', () => [
      { v: 1, type: 'services.claimed', release: rel(1), environment: 'staging', services: ['api'] },
    ]);
    await press(shop, 'cancel', mira);
    await shop.advance(rel(1));
    await shop.advance(rel(1));
    const record = await shop.projects.get('shop');
    expect([record.claims.size, record.releases[0]?.closed?.ending]).toEqual([0, 'cancelled']);
    expect((await shop.store.read('project/shop')).map((event) => (event.body as { type: string }).type)).toEqual(
      expect.arrayContaining(['release.opened', 'services.claimed', 'release.closed']),
    );
    expect(record.seq).toBe((await shop.store.read('project/shop')).length);
  });

  it('writes down which services a release had begun to move when it ended', async () => {
    const shop = await proposed();
    await carryOn(shop, rel(1), 'staging/verify/api');
    await press(shop, 'roll-back', mira);
    await carryOn(shop, rel(1));
    expect((await shop.projects.get('shop')).releases[0]).toMatchObject({
      closed: { ending: 'rolled_back' },
      begun: ['staging/api'],
    });
  });

  it('throws for a release that does not exist', async () => {
    await expect(aWorkshop().advance(rel(1))).rejects.toMatchObject({ code: 'RELEASE_NOT_FOUND' });
  });
});
