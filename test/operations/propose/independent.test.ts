import { describe, expect, it } from 'vitest';
import type { ProposeRequest } from '#domain/job.ts';
import { findDrift, replan } from '#operations/propose/replan.ts';
import { aiko, aWish, aWorkshop, carryOn, mira, press, rel, type Workshop } from '../a-workshop.ts';

const deployer = { kind: 'http', url: 'http://127.0.0.1:4100' };
const services = {
  api: { path: 'services/api', versionFiles: ['services/api/VERSION'], deployer },
  web: { path: 'services/web', deployer },
  worker: { path: 'services/worker', versionFiles: ['services/worker/VERSION'], deployer },
};
const groups = { core: { services: ['api', 'worker'], changelog: 'CORE.md' } };

/** A shop whose services have versions of their own: api is at 1.7.0, web at 2.0.0, worker has none yet. */
function aMonorepo(versioning: Record<string, unknown> = {}): Workshop {
  const shop = aWorkshop({ services, versionFiles: [], versioning: { scheme: 'independent', ...versioning } });
  shop.remote.commit('feat(api): carts', { 'services/api/VERSION': '1.7.0\n' });
  shop.remote.git('tag', 'api@1.7.0', 'main');
  shop.remote.git('tag', 'web@2.0.0', 'main');
  shop.remote.commit('fix: keep the basket', { 'services/api/cart.js': '1\n' });
  shop.remote.commit('feat!: new pages', { 'services/web/page.js': '1\n' });
  shop.remote.commit('docs: say how to build', { 'README.md': '1\n' });
  return shop;
}

const wish = (number: number, names: string[] | null, version: ProposeRequest['version'] = { bump: 'suggested' }) =>
  aWish(number, { services: names, version });

describe('a release of one service of several', () => {
  it('counts the commits that touch it since its own tag, and gives it its own tag, changelog and version files', async () => {
    const shop = aMonorepo();
    expect(await shop.propose(wish(1, ['api']))).toMatchObject({ kind: 'proposed', version: '1.7.1', unit: 'api' });
    const { plan } = await shop.releases.get(rel(1));
    expect(plan).toMatchObject({
      unit: 'api',
      version: '1.7.1',
      previous: '1.7.0',
      tag: 'api@1.7.1',
      services: ['api'],
      commits: [{ subject: 'keep the basket' }],
      commitCount: 1,
    });
    expect(plan.steps.find((step) => step.kind === 'bump-version')?.params).toMatchObject({
      unit: 'api',
      versionFiles: ['services/api/VERSION'],
      changelogPath: 'services/api/CHANGELOG.md',
    });
  });

  it('judges a version by what that service does', async () => {
    const shop = aMonorepo();
    const refused = await shop.propose(wish(1, ['web'], { exact: '2.1.0' }));
    expect(refused).toMatchObject({ refusal: { code: 'breaking_change', nearest: '3.0.0' } });
    expect(await shop.propose(wish(2, ['api'], { exact: '1.7.0' }))).toMatchObject({ refusal: { code: 'tag_exists' } });
    expect(await shop.propose(wish(3, ['web'], { exact: '1.7.1' }))).toMatchObject({
      refusal: { code: 'not_greater' },
    });
  });

  it('counts from the version of the project where the service has no tag yet', async () => {
    const shop = aMonorepo();
    shop.remote.commit('fix: send receipts', { 'services/worker/VERSION': '1.4.2\n' });
    expect(await shop.propose(wish(1, ['worker']))).toMatchObject({ kind: 'proposed', version: '1.4.3' });
    expect((await shop.releases.get(rel(1))).plan).toMatchObject({ previous: '1.4.2', tag: 'worker@1.4.3' });
  });

  it('refuses services that share no version, and tells what to type', async () => {
    const shop = aMonorepo();
    expect(await shop.propose(wish(1, ['api', 'web'], { exact: '3.0.0' }))).toEqual({
      kind: 'refused',
      refusal: {
        code: 'spans_versions',
        command: '/release',
        project: 'shop',
        version: '3.0.0',
        units: [
          { name: 'api', services: ['api'] },
          { name: 'web', services: ['web'] },
        ],
      },
    });
    const all = await shop.propose(wish(2, null));
    expect(all).toMatchObject({
      refusal: { code: 'spans_versions', units: [{ name: 'api' }, {}, { name: 'worker' }] },
    });
  });

  it('has nothing to release where no commit is about it', async () => {
    const shop = aMonorepo();
    shop.remote.git('tag', 'web@3.0.0', 'main');
    shop.remote.commit('fix: api again', { 'services/api/cart.js': '2\n' });
    expect(await shop.propose(wish(1, ['web'], { bump: 'patch' }))).toMatchObject({
      refusal: { code: 'nothing_to_release', unit: 'web', previous: '3.0.0', elsewhere: 1 },
    });
  });

  it('may be open beside the same version of another service', async () => {
    const shop = aMonorepo();
    await shop.propose(wish(1, ['api'], { exact: '3.0.0' }));
    expect(await shop.propose(wish(2, ['web'], { exact: '3.0.0' }))).toMatchObject({ kind: 'proposed' });
    expect(await shop.propose(wish(3, ['web'], { exact: '3.0.0' }))).toMatchObject({
      refusal: { code: 'already_open', release: rel(2) },
    });
  });

  it('refuses version files that do not hold the version before', async () => {
    const shop = aMonorepo();
    shop.remote.commit('fix: by hand', { 'services/api/VERSION': '1.9.9\n' });
    expect(await shop.propose(wish(1, ['api']))).toMatchObject({
      refusal: {
        code: 'version_files_disagree',
        expected: '1.7.0',
        found: [{ path: 'services/api/VERSION', version: '1.9.9' }],
      },
    });
  });

  it('sees no drift in commits about other services, and plans its own anew', async () => {
    const shop = aMonorepo();
    await shop.propose(wish(1, ['api']));
    const release = await shop.releases.get(rel(1));
    shop.remote.commit('feat: more pages', { 'services/web/page.js': '2\n' });
    expect(await findDrift(shop.ports, release)).toBeNull();
    shop.remote.commit('fix: taxes', { 'services/api/tax.js': '1\n' });
    const drift = await findDrift(shop.ports, release);
    expect(drift?.commits.map(({ subject }) => subject)).toEqual(['taxes']);
    const found = drift === null ? null : { ...drift, at: 0 };
    const again = await replan(shop.ports, { ...release, drift: found }, true, mira);
    expect(again).toMatchObject({ event: { plan: { unit: 'api', tag: 'api@1.7.1', commitCount: 2 } } });
  });
});

describe('a hotfix', () => {
  const hotfix = { version: { bump: 'hotfix' } } as const;

  it('is the next patch where there are fixes only', async () => {
    const shop = aMonorepo();
    expect(await shop.propose(aWish(1, { services: ['api'], ...hotfix }))).toMatchObject({ version: '1.7.1' });
    expect((await shop.releases.get(rel(1))).plan.hotfix).toBe(true);
  });

  it('is refused where there is more, when it is planned and when new commits are taken', async () => {
    const shop = aMonorepo();
    expect(await shop.propose(aWish(1, { services: ['web'], ...hotfix }))).toMatchObject({
      refusal: { code: 'not_a_hotfix', version: '2.0.1', nearest: '3.0.0', commits: [{ subject: 'new pages' }] },
    });
    await shop.propose(aWish(2, { services: ['api'], ...hotfix }));
    const release = await shop.releases.get(rel(2));
    shop.remote.commit('feat: taxes', { 'services/api/tax.js': '1\n' });
    const drift = await findDrift(shop.ports, release);
    const found = drift === null ? null : { ...drift, at: 0 };
    expect(await replan(shop.ports, { ...release, drift: found }, true, mira)).toMatchObject({
      refusal: { code: 'not_a_hotfix', nearest: '1.8.0', commits: [{ subject: 'taxes' }] },
    });
  });
});

describe('a release of a linked group', () => {
  it('shares version, tag and changelog, and counts the commits of all its services', async () => {
    const shop = aMonorepo({ groups });
    shop.remote.commit('feat: queues', { 'services/worker/VERSION': '1.7.0\n' });
    expect(await shop.propose(wish(1, ['worker', 'api']))).toMatchObject({ kind: 'proposed', version: '1.8.0' });
    const { plan } = await shop.releases.get(rel(1));
    expect(plan).toMatchObject({
      unit: 'core',
      previous: '1.7.0',
      tag: 'core@1.8.0',
      services: ['api', 'worker'],
      commitCount: 2,
    });
    expect(plan.steps.find((step) => step.kind === 'bump-version')?.params).toMatchObject({
      versionFiles: ['services/api/VERSION', 'services/worker/VERSION'],
      changelogPath: 'CORE.md',
    });
  });
});

describe('a rollback of one service of several', () => {
  it('leads back by the tags of that service', async () => {
    const shop = aMonorepo();
    for (const target of [...shop.running.keys()].filter((key) => key.endsWith('/api')))
      shop.running.set(target, '1.7.0');
    await shop.propose(wish(1, ['api']));
    await carryOn(shop, rel(1));
    await press(shop, 'approve', aiko);
    await carryOn(shop, rel(1));
    const request = { project: 'shop', environment: null, services: ['api'], version: null, reason: 'Carts vanish.' };
    expect(await shop.requestRollback({ id: rel(2), actor: mira, channel: null, request })).toMatchObject({
      kind: 'proposed',
      version: '1.7.0',
      unit: 'api',
    });
    expect((await shop.releases.get(rel(2))).plan).toMatchObject({ unit: 'api', tag: 'api@1.7.0', services: ['api'] });
  });

  it('is refused for services that share no version', async () => {
    const shop = aMonorepo();
    const request = { project: 'shop', environment: null, services: null, version: null, reason: 'Carts vanish.' };
    expect(await shop.requestRollback({ id: rel(1), actor: mira, channel: null, request })).toMatchObject({
      refusal: { code: 'spans_versions', command: '/rollback' },
    });
  });
});
