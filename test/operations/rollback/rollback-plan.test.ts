import { describe, expect, it } from 'vitest';
import type { MigrationNature } from '#domain/migrations/migration.ts';
import { RollbackPlanRequest } from '#domain/requests/rollback-plan-request.ts';
import type { RollbackPlanOutcome } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { createMakeRollbackPlan } from '#operations/rollback/make-rollback-plan.ts';
import { parseRollbackButton } from '#templates/button-value.ts';
import { rollbackPlanReply } from '#templates/replies/rollback-plan-reply.ts';
import { aContext, asked } from '../../domain/commands/lines.ts';
import { checkMessage } from '../../support/check-blocks.ts';
import { buttonsOf, readBlocks } from '../../support/read-blocks.ts';
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

/** 1.4.2 everywhere, then 1.5.0 released by rel 1, with a migration of this nature. */
async function released(nature: MigrationNature | null = null, more: object = {}): Promise<Workshop> {
  const shop = aWorkshop({ ...(nature === null ? {} : { migrations: ['db/**'], database }), ...more });
  if (nature !== null) shop.remote.commit('feat: keep addresses apart', { [places[nature]]: 'alter table\n' });
  await shop.propose(aWish(1));
  const gates = ['staging/contract/approval', 'production/approval', 'production/contract/approval'];
  for (const step of nature === 'destructive' ? gates : ['production/approval']) {
    await carryOn(shop, rel(1));
    await press(shop, 'approve', aiko, { step });
  }
  await carryOn(shop, rel(1));
  expect((await shop.releases.get(rel(1))).ending?.kind).toBe('released');
  shop.remote.git('tag', 'v1.5.0', 'main');
  return shop;
}

async function rollingOut(until: string): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1));
  await press(shop, 'approve', aiko);
  await carryOn(shop, rel(1), until);
  return shop;
}

function making(shop: Workshop, wish: Record<string, unknown> = {}, actor = mira): Promise<RollbackPlanOutcome> {
  const nothing = { version: null, rollbackTo: null, services: null, environment: null };
  const request = RollbackPlanRequest.parse({
    project: 'shop',
    ...nothing,
    migrationRollbackRequired: null,
    downtimeAcceptable: null,
    ...wish,
  });
  return createMakeRollbackPlan(shop.ports)({ id: 'rollback-plan-1', request, actor });
}

const written = (outcome: RollbackPlanOutcome): string => readBlocks(rollbackPlanReply(outcome).blocks);

/** The platform of the shop can do this besides the whole. */
function withStages(shop: Workshop, stages: readonly string[]): void {
  Object.assign(shop.deployer, { capabilities: async () => ({ observe: true, remove: true, stages }) });
}

describe('a rollback plan of what runs', () => {
  it('names the roles of manual triggers among those that need no approval', async () => {
    const triggers = [{ when: 'manual', roles: ['tech-lead'] }];
    const outcome = await making(await released(null, { rollback: { roles: ['release-lead'], triggers } }));
    expect(outcome).toMatchObject({ places: [{ roles: ['release-lead', 'tech-lead'] }, {}] });
  });

  it('says for every environment what goes where, in the order of the rollback, and starts nothing', async () => {
    const shop = await released();
    const outcome = await making(shop);
    expect(outcome).toMatchObject({ kind: 'planned', unmet: null });
    expect(written(outcome).split('\n')).toEqual([
      'Rollback plan of shop. Nothing is started.',
      'production: 1.5.0 \u2192 1.4.2, 3 services, one after the other.',
      '- worker: 1.4.2 is deployed in place of 1.5.0.',
      '- web: 1.4.2 is deployed in place of 1.5.0.',
      '- api: 1.4.2 is deployed in place of 1.5.0.',
      'Expected downtime: worker, web and api, each while it restarts.',
      'Expected time: not known, a rollback of these services was never measured.',
      'Who may: anyone may ask for it; asked by you, it waits for one approval by on-call or release-lead. Holders of on-call need none.',
      'To do it: /rollback shop worker,web,api 1.4.2 --environment production --reason "why".',
      'staging: 1.5.0 \u2192 1.4.2, 3 services, one after the other.',
      '- worker: 1.4.2 is deployed in place of 1.5.0.',
      '- web: 1.4.2 is deployed in place of 1.5.0.',
      '- api: 1.4.2 is deployed in place of 1.5.0.',
      'Expected downtime: worker, web and api, each while it restarts.',
      'Expected time: not known, a rollback of these services was never measured.',
      'Who may: anyone may ask for it; asked by you, it waits for one approval by on-call. Holders of on-call need none.',
      'To do it: /rollback shop worker,web,api 1.4.2 --environment staging --reason "why".',
      '---',
      'What is taken away (1.5.0 \u2192 1.4.2): 1 commit, 1 feature among them.',
      expect.stringMatching(/^- [0-9a-f]{7} feat: pay with a saved card \(Mira\)$/),
      '[Roll back production\u2026]',
      '[Roll back staging\u2026]',
    ]);
    const { text, blocks = [] } = rollbackPlanReply(outcome);
    expect(checkMessage({ text, blocks })).toEqual([]);
    const values = buttonsOf(rollbackPlanReply(outcome).blocks).map(({ value }) => parseRollbackButton(String(value)));
    const led = { project: 'shop', version: '1.4.2', services: ['worker', 'web', 'api'] };
    expect(values).toEqual([
      { ...led, environment: 'production' },
      { ...led, environment: 'staging' },
    ]);
    expect((await shop.projects.get('shop')).releases).toHaveLength(1);
    const line = /(\/rollback .*staging --reason "why")/.exec(written(outcome))?.[1] ?? '';
    const known = aContext().projects.map((one) => ({ ...one, services: ['api', 'web', 'worker'] }));
    expect(asked(line, { projects: known })).toMatchObject({
      kind: 'rollback',
      request: { services: ['worker', 'web', 'api'], version: '1.4.2', environment: 'staging' },
    });
  });

  it('tells holders of a rollback role that they need nobody, and what was measured', async () => {
    const shop = await released();
    await shop.requestRollback({
      id: rel(2),
      actor: jonas,
      channel: null,
      request: { project: 'shop', environment: null, services: ['web'], version: null, reason: 'Orders fail.' },
    });
    await carryOn(shop, rel(2));
    const outcome = await making(shop, { version: '1.5.0', environment: 'production' }, jonas);
    const text = written(outcome);
    expect(text).toContain('holders of on-call, as you are, need no approval.');
    expect(text).toContain('Not on 1.5.0, so left as it is: web (1.4.2).');
    const again = await making(shop, { services: ['web'], environment: 'staging' });
    expect(again).toMatchObject({ places: [{ services: [{ took: null }] }] });
  });

  it('measures a service by its rollbacks in the same environment', async () => {
    const shop = await released();
    const request = { project: 'shop', environment: null, services: ['web'], version: null, reason: 'Orders fail.' };
    await shop.requestRollback({ id: rel(2), actor: jonas, channel: null, request });
    await carryOn(shop, rel(2));
    await shop.projects.change('shop', () => [
      {
        v: 1,
        type: 'service.ran',
        release: rel(1),
        environment: 'production',
        service: 'web',
        version: '1.5.0',
        commit: null,
      },
    ]);
    shop.running.set('production/web', '1.5.0');
    const text = written(await making(shop, { services: ['web', 'api'], environment: 'production' }));
    expect(text).toContain('- web: 1.4.2 is deployed in place of 1.5.0. That took 0 s the one time it was measured.');
    expect(text).toContain('Expected time: 0 s by what was measured, and api besides, which never was.');
  });

  it('is without downtime where a platform can do more than restart, and a switch where the old side is kept', async () => {
    const shop = await released();
    withStages(shop, ['idle']);
    const observe = async ({ service }: { service: string }) => ({
      kind: 'running',
      version: '1.5.0',
      ...(service === 'api' ? { idle: '1.4.2' } : { idle: null }),
    });
    Object.assign(shop.deployer, { observe });
    const outcome = await making(shop, { environment: 'production', downtimeAcceptable: false });
    expect(outcome).toMatchObject({ kind: 'planned', unmet: null });
    expect(written(outcome)).toContain(
      '- api: all of the traffic goes back to the side that still runs 1.4.2, at once.',
    );
    expect(written(outcome)).toContain('Expected downtime: none.');
  });

  it('says when the version was rehearsed, and how long its way back took then', async () => {
    const shop = await released();
    const { plan } = await shop.releases.get(rel(1));
    const certificate = {
      release: rel(8),
      version: '1.5.0',
      source: plan.source,
      environment: 'staging',
      services: ['api'],
      strategies: { api: 'sequential' },
      route: plan.configDigest,
      at: shop.clock.at,
      took: 90_000,
      tookBack: 41_000,
      undone: [],
    };
    await shop.projects.change('shop', () => [{ v: 1, type: 'rehearsal.certified', certificate }]);
    expect(written(await making(shop, { environment: 'production' }))).toMatch(
      /1\.5\.0 was rehearsed .* in staging, 41 s for the way back\./,
    );
  });

  it('flags downtime that is not acceptable', async () => {
    const outcome = await making(await released(), { services: ['web'], downtimeAcceptable: false });
    expect(outcome).toMatchObject({
      unmet: { away: [{ environment: 'production', services: ['web'] }, { environment: 'staging' }] },
    });
    expect(written(outcome)).toContain('this plan has some: web in production and web in staging would be away');
  });

  it('says that another version runs than the log knows', async () => {
    const shop = await released();
    shop.running.set('production/web', '1.4.9');
    const outcome = await making(shop, { environment: 'production' });
    expect(written(outcome)).toContain('By what its platform says, there is web on 1.4.9 now');
  });

  it.each<readonly [MigrationNature, boolean, string]>([
    ['reversible', true, 'run back once the services are back; what was written into it since is lost.'],
    ['forward-only', false, 'stays, and 1.4.2 runs against the newer database.'],
    ['destructive', false, '1.4.2 cannot run against it, so there is no way back over it.'],
  ])('says what it means for a migration that is %s', async (nature, isMet, words) => {
    const shop = await released(nature);
    const outcome = await making(shop, { environment: 'production', migrationRollbackRequired: true });
    const text = written(outcome);
    expect(text).toContain(`- ${places[nature]} (${nature}): ${words}`);
    expect(text.includes(`The migrations have to be run back, and ${places[nature]} would not be.`)).toBe(!isMet);
    const isClosed = nature === 'destructive';
    expect(text.includes('It cannot be done. 1.4.2 cannot run against the database any more')).toBe(isClosed);
    expect(buttonsOf(rollbackPlanReply(outcome).blocks)).toHaveLength(isClosed ? 0 : 1);
  });

  it('says that it cannot know the migrations where a tag is missing', async () => {
    const shop = await released();
    shop.remote.git('tag', '-d', 'v1.5.0');
    const outcome = await making(shop, { environment: 'production', migrationRollbackRequired: true });
    expect(outcome).toMatchObject({ unmet: { migrations: 'not_known' } });
    expect(written(outcome)).toContain('Database: not known, one of the two versions has no tag in the repository.');
  });

  it.each<readonly [string, Record<string, unknown>, string]>([
    ['a version that runs nowhere', { version: '1.4.9' }, '1.4.9 runs nowhere here'],
    ['a target that never ran', { rollbackTo: '1.0.0' }, '1.0.0'],
    ['a service nobody knows', { services: ['wrker'] }, 'Did you mean worker?'],
    ['a project nobody knows', { project: 'shpo' }, 'There is no project shpo.'],
    ['what has no version before', { rollbackTo: '1.5.0' }, 'There is no earlier version'],
  ])('is refused for %s', async (_what, wish, words) => {
    const outcome = await making(await released(), wish);
    expect(['refused', 'not_running']).toContain(outcome.kind);
    expect(rollbackPlanReply(outcome).text).toContain(words);
  });
});

describe('a rollback plan of a release in flight', () => {
  it('is the one it was approved with, as far as there is something to take back', async () => {
    const shop = await rollingOut('production/deploy/web');
    const outcome = await making(shop, { version: '1.5.0', services: ['api'] });
    expect(written(outcome).split('\n')).toEqual([
      'Rollback plan of shop 1.5.0, which is being rolled out: this is the way back it was approved with. Nothing is started.',
      'It goes back as a whole, so web and worker as well.',
      'production: 1 service.',
      '- api: 1.4.2 is deployed in place of 1.5.0.',
      'Not moved yet, so nothing to do: worker and web.',
      'Expected downtime: api, while it restarts.',
      'Expected time: not known, a rollback of these services was never measured.',
      'staging: 3 services, one after the other.',
      '- worker: 1.4.2 is deployed in place of 1.5.0.',
      '- web: 1.4.2 is deployed in place of 1.5.0.',
      '- api: 1.4.2 is deployed in place of 1.5.0.',
      'Expected downtime: worker, web and api, each while it restarts.',
      'Expected time: not known, a rollback of these services was never measured.',
      'It takes away 1 commit: 1 feature.',
      'Who may: @U0MIRA, who asked for the release, and holders of release-lead or on-call; it needs no approval.',
      'To roll back to 1.4.2, press the button on its card or type /release roll-back shop 1.5.0 --reason "why".',
      '[!Roll back to 1.4.2]',
    ]);
    const value = `${rel(1)} - -`;
    const button = { action_id: 'release_roll_back', value };
    expect(buttonsOf(rollbackPlanReply(outcome).blocks)).toMatchObject([button]);
    expect((await shop.releases.get(rel(1))).rollback).toBeNull();
  });

  it('names the line that is understood', async () => {
    const outcome = await making(await rollingOut('production/deploy/web'));
    const line = /type (\/release .*"why")\./.exec(rollbackPlanReply(outcome).text)?.[1] ?? '';
    expect(asked(line)).toMatchObject({ kind: 'move', wish: { move: 'roll-back', project: 'shop', version: '1.5.0' } });
  });

  it('leads elsewhere by a rollback of its own that has to wait', async () => {
    const shop = aWorkshop();
    await shop.projects.change('shop', () =>
      ['api', 'web', 'worker'].map((service) => ({
        v: 1,
        type: 'service.ran',
        release: rel(9),
        environment: 'production',
        service,
        version: '1.4.1',
        commit: null,
      })),
    );
    await shop.propose(aWish(1));
    await carryOn(shop, rel(1));
    await press(shop, 'approve', aiko);
    await carryOn(shop, rel(1), 'production/deploy/web');
    const outcome = await making(shop, { rollbackTo: '1.4.1', environment: 'production' });
    expect(outcome).toMatchObject({ kind: 'planned', places: [{ to: '1.4.1', waitsFor: '1.5.0' }] });
    expect(written(outcome)).toContain('1.5.0 is on its way there and holds some of these');
  });
});
