import { describe, expect, it } from 'vitest';
import type { MigrationNature } from '#domain/migrations/migration.ts';
import { createRollbackModalData } from '#operations/modals/rollback-modal-data.ts';
import { aiko, aWish, aWorkshop, carryOn, jonas, mira, press, rel, type Workshop } from '../a-workshop.ts';

const database = {
  backup: ['db', 'backup'],
  migrate: ['db', 'migrate', '{phase}'],
  migrateBack: ['db', 'back', '{previous}'],
  paths: { reversible: ['db/expand/**'], destructive: ['db/contract/**'] },
  approvers: ['release-lead'],
};
const places: Readonly<Record<MigrationNature, string>> = {
  reversible: 'db/expand/002.sql',
  'forward-only': 'db/002.sql',
  destructive: 'db/contract/002.sql',
};
const wish = (version: string | null = null) => ({
  id: rel(2),
  actor: jonas,
  channel: null,
  request: { project: 'shop', environment: null, services: null, version, reason: 'Orders fail.' },
});

/** 1.5.0 with a migration of this nature, proposed. */
async function proposed(nature: MigrationNature, more: Record<string, unknown> = { database }): Promise<Workshop> {
  const shop = aWorkshop({ migrations: ['db/**'], ...more });
  shop.remote.commit('feat: keep addresses apart', { [places[nature]]: 'alter table\n' });
  expect((await shop.propose(aWish(1))).kind).toBe('proposed');
  return shop;
}

/** The same, released everywhere and tagged. */
async function released(nature: MigrationNature): Promise<Workshop> {
  const shop = await proposed(nature);
  const isGated = nature === 'destructive';
  await carryOn(shop, rel(1));
  if (isGated) await press(shop, 'approve', aiko, { step: 'staging/contract/approval' });
  if (isGated) await carryOn(shop, rel(1));
  await press(shop, 'approve', aiko);
  await carryOn(shop, rel(1));
  if (isGated) await press(shop, 'approve', aiko, { step: 'production/contract/approval' });
  await carryOn(shop, rel(1));
  expect((await shop.releases.get(rel(1))).ending?.kind).toBe('released');
  shop.remote.git('tag', 'v1.5.0', 'main');
  return shop;
}

const migrationsIn = async (shop: Workshop, number: number) =>
  (await shop.releases.get(rel(number))).plan.steps
    .filter((step) => step.kind === 'migrate' || step.kind === 'migrate-back')
    .map((step) => step.id);

describe('a release that brings a migration', () => {
  it.each<readonly [MigrationNature, string]>([
    ['reversible', 'migrate'],
    ['forward-only', 'migrate'],
    ['destructive', 'contract/migrate'],
  ])('knows it as %s by its path and runs it in every environment', async (nature, step) => {
    const shop = await proposed(nature);
    expect((await shop.releases.get(rel(1))).plan.migrations).toEqual([{ path: places[nature], nature }]);
    expect(await migrationsIn(shop, 1)).toEqual([`staging/${step}`, `production/${step}`]);
  });

  it('knows one that a commit only declares', async () => {
    const shop = aWorkshop({ database });
    shop.remote.commit('feat: keep addresses apart\n\nMigration: destructive\n', { 'addresses.js': '1\n' });
    await shop.propose(aWish(1));
    expect((await shop.releases.get(rel(1))).plan.migrations).toMatchObject([{ nature: 'destructive' }]);
  });

  it('only lists it where no command runs it', async () => {
    const shop = await proposed('forward-only', {});
    expect((await shop.releases.get(rel(1))).plan.migrations).toHaveLength(1);
    expect(await migrationsIn(shop, 1)).toEqual([]);
  });
});

describe('a rollback over a migration that has run', () => {
  it('undoes a reversible one, from the commit of the version that goes', async () => {
    const shop = await released('reversible');
    expect((await shop.requestRollback(wish())).kind).toBe('proposed');
    expect(await migrationsIn(shop, 2)).toEqual(['production/migrate-back']);
    const { plan } = await shop.releases.get(rel(2));
    expect(plan.steps.at(-1)?.params).toMatchObject({
      checkout: shop.remote.head(),
      version: '1.5.0',
      previous: '1.4.2',
    });
  });

  it('leaves a forward-only one', async () => {
    const shop = await released('forward-only');
    expect((await shop.requestRollback(wish())).kind).toBe('proposed');
    expect(await migrationsIn(shop, 2)).toEqual([]);
  });

  it('is refused over a destructive one', async () => {
    const shop = await released('destructive');
    expect(await shop.requestRollback(wish())).toMatchObject({
      kind: 'refused',
      refusal: { code: 'plan', refusal: { code: 'destructive_migration', from: '1.5.0', to: '1.4.2' } },
    });
    expect(await shop.releases.find(rel(2))).toBeNull();
  });

  it('is refused as a press where the release is still in flight', async () => {
    const shop = await proposed('destructive');
    await carryOn(shop, rel(1));
    await press(shop, 'approve', aiko, { step: 'staging/contract/approval' });
    await carryOn(shop, rel(1));
    const back = await press(shop, 'roll-back', mira);
    expect(back).toMatchObject({ kind: 'refused', refusal: { code: 'no_way_back', environments: ['staging'] } });
  });

  it.each<readonly [MigrationNature, string]>([
    ['reversible', 'undone'],
    ['forward-only', 'stays'],
    ['destructive', 'refused'],
  ])('is shown in the form before it is asked for: %s is %s', async (nature, dataFate) => {
    const shop = await released(nature);
    const choice = { project: 'shop', environment: 'production', services: null, version: null };
    const { takenAway } = (await createRollbackModalData(shop)(choice)) ?? {};
    expect(takenAway).toMatchObject({ migrations: [{ path: places[nature], nature }], dataFate });
  });
});
