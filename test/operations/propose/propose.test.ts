import { describe, expect, it } from 'vitest';
import type { ProposeRequest } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import { createPropose } from '#operations/propose/propose.ts';
import { aWish, aWorkshop, jonas, rel, sam, typesOf, type Workshop } from '../a-workshop.ts';

const breaking = (shop: Workshop): unknown => shop.remote.commit('feat!: drop the old basket', { 'a.js': '1\n' });
const overridable = { overrides: { breakingChange: ['on-call'] } };

describe('propose', () => {
  it('proposes what the commits suggest, lists it and lets it advance', async () => {
    const shop = aWorkshop();
    expect(await shop.propose(aWish(1))).toEqual({
      kind: 'proposed',
      release: rel(1),
      version: '1.5.0',
      project: 'shop',
      warnings: [],
    });
    const release = await shop.releases.get(rel(1));
    expect(release).toMatchObject({ channel: 'C0RELEASES', requestedBy: { user: 'U0MIRA' } });
    expect(release.plan).toMatchObject({
      previous: '1.4.2',
      tag: 'v1.5.0',
      source: shop.remote.head(),
      commitCount: 1,
    });
    expect((await shop.projects.get('shop')).releases).toMatchObject([{ id: rel(1), version: '1.5.0', closed: null }]);
    expect(shop.jobs).toContainEqual({ job: { name: 'advance', release: rel(1) }, id: `advance-${rel(1)}`, delay: 0 });
  });

  it('answers a repeat with the release it made before', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1));
    const repeat = await shop.propose(aWish(1, { version: { exact: '9.9.9' } }));
    expect(repeat).toEqual({ kind: 'already', release: rel(1), version: '1.5.0', project: 'shop' });
    expect(await typesOf(shop, rel(1))).toEqual(['release.proposed']);
  });

  it('opens one of two releases of the same version that are asked for at once', async () => {
    const shop = aWorkshop();
    const outcomes = await Promise.all([shop.propose(aWish(1)), shop.propose(aWish(2))]);
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['proposed', 'refused']);
    expect((await shop.projects.get('shop')).releases).toHaveLength(1);
  });

  it('lets the same request through once when it is delivered twice at once', async () => {
    const shop = aWorkshop();
    const outcomes = await Promise.all([shop.propose(aWish(1)), shop.propose(aWish(1))]);
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['already', 'proposed']);
  });

  it('finishes what a process that died between the two logs began', async () => {
    const shop = aWorkshop();
    const dying = createPropose({
      ...shop.ports,
      releases: { ...shop.releases, record: () => Promise.reject(new Error('killed')) },
    });
    await expect(dying(aWish(1))).rejects.toThrow('killed');
    expect((await shop.projects.get('shop')).releases).toHaveLength(1);
    expect((await shop.propose(aWish(1))).kind).toBe('proposed');
    expect((await shop.projects.get('shop')).releases).toMatchObject([{ closed: null }]);
  });

  it('lists a release again whose request came back after it had been given up', async () => {
    const shop = aWorkshop();
    const opened = { v: 1, type: 'release.opened', release: rel(1), version: '1.5.0', intent: 'release' } as const;
    await shop.projects.change('shop', () => [
      opened,
      { v: 1, type: 'release.closed', release: rel(1), ending: 'abandoned' },
    ]);
    expect((await shop.propose(aWish(1))).kind).toBe('proposed');
    expect((await shop.projects.get('shop')).releases).toMatchObject([{ id: rel(1), closed: null }]);
  });

  it('takes services and environments once each, in the configured order', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1, { services: ['web', 'api', 'web'], environments: ['staging'] }));
    const { plan } = await shop.releases.get(rel(1));
    expect([plan.services, plan.baseline.length]).toEqual([['api', 'web'], 2]);
  });

  it('takes a service that is down back to what last ran there, not to its removal', async () => {
    const shop = aWorkshop();
    await shop.projects.change('shop', () => [
      {
        v: 1,
        type: 'service.ran',
        release: rel(9),
        environment: 'production',
        service: 'api',
        version: '1.4.1',
        commit: null,
      },
    ]);
    shop.running.set('production/api', null);
    await shop.propose(aWish(1));
    const { plan } = await shop.releases.get(rel(1));
    expect(plan.baseline.find((one) => one.environment === 'production' && one.service === 'api')?.version).toBe(
      '1.4.1',
    );
  });

  it('warns about a feature in a patch and about versions that are skipped', async () => {
    const shop = aWorkshop();
    expect(await shop.propose(aWish(1, { version: { exact: '1.4.3' } }))).toMatchObject({
      warnings: [{ code: 'feature_in_patch', nearest: '1.5.0' }],
    });
    expect(await shop.propose(aWish(2, { version: { exact: '3.0.0' } }))).toMatchObject({
      warnings: [{ code: 'skips_versions' }],
    });
  });

  it('lets a named role release a breaking change as a minor version, marked for ever', async () => {
    const shop = aWorkshop(overridable);
    breaking(shop);
    const wish = aWish(1, { version: { exact: '1.5.0' }, breakingChangeReason: 'Nobody uses it.' });
    expect((await shop.propose({ ...wish, actor: jonas })).kind).toBe('proposed');
    expect((await shop.releases.get(rel(1))).plan.overrides).toEqual([
      { rule: 'breaking_change_in_minor', by: 'U0JONAS', role: 'on-call', reason: 'Nobody uses it.' },
    ]);
  });
});

type Case = readonly [string, (shop: Workshop) => unknown, Partial<ProposeRequest>, Record<string, unknown>];

const nothing = (): void => undefined;
const away = () => Promise.reject(new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', 'It is away.'));

describe('propose refuses', () => {
  it.each<Case>([
    [
      'a project nobody knows',
      nothing,
      { project: 'shpo' },
      { code: 'unknown_project', project: 'shpo', known: ['shop'] },
    ],
    ['a malformed version', nothing, { version: { exact: 'v1.5' } }, { code: 'version_malformed', typed: 'v1.5' }],
    [
      'a version that is tagged',
      (shop) => shop.remote.git('tag', 'v1.5.0', 'v1.4.2'),
      { version: { exact: '1.5.0' } },
      { code: 'tag_exists', version: '1.5.0' },
    ],
    [
      'a version that is not greater',
      nothing,
      { version: { exact: '1.4.0' } },
      { code: 'not_greater', version: '1.4.0', current: '1.4.2' },
    ],
    [
      'a release without commits',
      (shop) => shop.remote.git('tag', 'v1.4.9', 'main'),
      {},
      { code: 'nothing_to_release', previous: '1.4.9', branch: 'main' },
    ],
    [
      'a branch that is gone',
      (shop) => shop.remote.git('update-ref', '-d', 'refs/heads/main'),
      {},
      { code: 'branch_missing', branch: 'main' },
    ],
    [
      'a breaking change in a minor',
      breaking,
      { version: { exact: '1.5.0' } },
      { code: 'breaking_change', nearest: '2.0.0' },
    ],
    [
      'an override by somebody without the role',
      breaking,
      { version: { exact: '1.5.0' }, breakingChangeReason: 'please' },
      { code: 'override_not_permitted', roles: ['on-call'] },
    ],
    [
      'a deployer that is away',
      (shop) => Object.assign(shop.deployer, { observe: away }),
      {},
      { code: 'deployer_unreachable', why: 'It is away.' },
    ],
    [
      'a plan no guardrail lets through',
      nothing,
      { services: [] },
      { code: 'plan', refusal: { code: 'unknown_service', service: '' } },
    ],
    [
      'production alone',
      nothing,
      { environments: ['production'] },
      { code: 'plan', refusal: { code: 'production_without_validation' } },
    ],
    [
      'a version that is open',
      (shop) => shop.propose(aWish(7)),
      {},
      { code: 'already_open', release: rel(7), version: '1.5.0' },
    ],
  ])('%s', async (_what, prepare, request, refusal) => {
    const shop = aWorkshop(overridable);
    await prepare(shop);
    const outcome = await shop.propose({ ...aWish(1, request), actor: sam });
    expect(outcome).toMatchObject({ kind: 'refused', refusal });
    expect(await shop.releases.find(rel(1))).toBeNull();
  });
});
