import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShopRepository, type ShopRepository } from '../../../sandbox/shop/create-shop-repository.ts';
import type { ChangeId } from '../../../sandbox/shop/prepared-changes.ts';
import { seedShop } from '../../../sandbox/shop/seed-shop.ts';
import { shopGit } from '../../../sandbox/shop/shop-git.ts';
import { readShopPanel } from '../../../sandbox/shop/shop-panel.ts';
import { type Shop, startShop } from '../../../sandbox/shop/start-shop.ts';
import { folderForFile } from './folder-for-file.ts';
import { carryOut, read } from './shop-fixture.ts';

const folder = folderForFile();
let shop: Shop;
let repository: ShopRepository;
let current = '1.4.2';

beforeAll(async () => {
  const dir = folder();
  repository = await createShopRepository({ dir });
  shop = await startShop({ dir, port: 0, deployDuration: 10, traffic: { staging: 0.5, production: 15 } });
  await seedShop(shop, repository);
});

afterAll(() => shop.close());

/** What a release does to main: bumps every version file in a commit, runs the tests, builds, and pushes. */
async function release(version: string): Promise<void> {
  await repository.withCheckout('refs/remotes/origin/main', async (cwd) => {
    for (const path of ['package.json', 'package-lock.json', 'VERSION', 'charts/shop/Chart.yaml']) {
      const file = join(cwd, path);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(current, version));
    }
    await execa(process.execPath, ['scripts/test.mjs'], { cwd });
    await execa(process.execPath, ['scripts/build.mjs', version, '--platform', shop.url], { cwd });
    await shopGit(cwd, ['commit', '--all', '--message', `chore(release): ${version}`], { author: 'mira' });
    await shopGit(cwd, ['push', 'origin', 'HEAD:refs/heads/main']);
  });
  current = version;
}

async function deployTo(environment: string, service: string, version = current): Promise<void> {
  const key = `${shop.effects().length}/${version}/${environment}/${service}`;
  const deployment = await carryOut(shop, key, { service, environment, version, kind: 'deploy' });
  expect(deployment).toMatchObject({ status: 'success' });
}

async function health(environment: string, service: string): Promise<{ code: number; body: unknown }> {
  const response = await fetch(`${shop.url}/${environment}/${service}/healthz`);
  return { code: response.status, body: await response.json() };
}

const pushed = (id: ChangeId) => repository.pushChange(id);

describe('the prepared changes, each released in turn on one main', () => {
  it('healthy-fix replaces every service without a failed request of a customer', async () => {
    expect(await pushed('healthy-fix')).toMatchObject({
      kind: 'pushed',
      subject: expect.stringMatching(/^fix\(api\): /),
    });
    await release('1.5.0');
    shop.traffic.start();
    for (const environment of ['staging', 'production']) {
      for (const service of ['api', 'worker', 'frontend']) {
        await deployTo(environment, service);
        expect(await health(environment, service)).toMatchObject({ code: 200, body: { version: '1.5.0' } });
      }
    }
    await shop.traffic.stop();
    const counts = shop.traffic.counts().filter(({ environment }) => environment === 'production');
    expect(counts.map(({ requests, errors }) => [requests > 5, errors])).toEqual(Array(3).fill([true, 0]));
    expect(await read(`${shop.url}/production/api/search`)).toEqual([]);
  });

  it('fails-health answers 503 to its health check in staging', async () => {
    await pushed('fails-health');
    await release('1.6.0');
    await deployTo('staging', 'api');
    expect(await health('staging', 'api')).toMatchObject({
      code: 503,
      body: { status: 'failing', version: '1.6.0', reasons: ['the stock database is not connected'] },
    });
  });

  it('revert takes it out again on top of the release commit', async () => {
    expect(await pushed('revert')).toMatchObject({ subject: 'revert: feat(api): reserve stock while a customer pays' });
    expect(await pushed('revert')).toEqual({ kind: 'refused', reason: 'nothing_to_revert' });
    await release('1.6.1');
    await deployTo('staging', 'api');
    expect(await health('staging', 'api')).toMatchObject({ code: 200, body: { version: '1.6.1' } });
  });

  it('fails-in-production is healthy in staging and answers 503 in production', async () => {
    await pushed('fails-in-production');
    await release('1.7.0');
    await deployTo('staging', 'api');
    await deployTo('production', 'api');
    expect((await health('staging', 'api')).code).toBe(200);
    expect((await health('production', 'api')).code).toBe(503);
    await deployTo('production', 'api', '1.5.0');
    expect((await health('production', 'api')).code).toBe(200);
  });

  it('slow-errors is healthy with the traffic of staging and fails under that of production', async () => {
    await pushed('slow-errors');
    await release('1.8.0');
    await deployTo('staging', 'frontend');
    await deployTo('production', 'frontend');
    shop.traffic.start();
    await expect
      .poll(() => health('production', 'frontend'), { timeout: 30_000 })
      .toMatchObject({
        code: 503,
        body: { reasons: [expect.stringMatching(/^\d+ of the last \d+ requests failed$/)] },
      });
    await shop.traffic.stop();
    expect((await health('staging', 'frontend')).code).toBe(200);
    const count = shop.traffic.counts().find((one) => one.service === 'frontend' && one.environment === 'production');
    expect(count?.errors).toBeGreaterThan(2);
  });

  it('a smoke test of staging passes with it, and fails where nothing answers', async () => {
    await repository.withCheckout('refs/remotes/origin/main', async (cwd) => {
      const smoke = (url: string) =>
        execa(process.execPath, ['scripts/smoke.mjs', 'staging', '--platform', url], { cwd, reject: false });
      expect((await smoke(shop.url)).exitCode).toBe(0);
      expect((await smoke(`${shop.url}/nowhere`)).exitCode).toBe(1);
    });
  });

  it('revert takes two bad changes out at once and names both', async () => {
    expect(await pushed('revert')).toMatchObject({
      subject: expect.stringMatching(/^revert: feat\(frontend\): .* and 1 more$/),
    });
    const body = await shopGit(repository.path, ['log', '-1', '--format=%b', 'main']);
    expect(body.match(/^This reverts commit [0-9a-f]{40}\.$/gm)).toHaveLength(2);
  });

  it('breaking is marked as such and runs well as a major version', async () => {
    await pushed('breaking');
    expect(await shopGit(repository.path, ['log', '-1', '--format=%B', 'main'])).toMatch(
      /^feat\(api\)!: .*\n\nBREAKING CHANGE: GET \/export answers JSON/,
    );
    await release('2.0.0');
    await deployTo('production', 'api');
    expect((await health('production', 'api')).code).toBe(200);
    expect(await read(`${shop.url}/production/api/export`)).toHaveProperty('products');
  });

  it.each(['healthy-fix', 'breaking', 'fails-health', 'slow-errors', 'fails-in-production'] as const)(
    '%s can be pushed once more, as a follow-up commit',
    async (id) => {
      const before = await shopGit(repository.path, ['rev-parse', 'main']);
      expect(await pushed(id)).toMatchObject({ kind: 'pushed', subject: expect.stringMatching(/, part 2$/) });
      expect(await shopGit(repository.path, ['rev-parse', 'main^'])).toBe(before);
    },
  );

  it('never changes a migration when a change is pushed again', async () => {
    const fileAt = (path: string) => shopGit(repository.path, ['show', `main:${path}`]);
    await pushed('migrates');
    const migration = await fileAt('migrations/004_add_gift_notes_expand.sql');
    expect(await pushed('migrates')).toMatchObject({ subject: 'feat(api): write a note for a gift, part 2' });
    expect(await fileAt('migrations/004_add_gift_notes_expand.sql')).toBe(migration);
    expect(await fileAt('services/api/routes/gift-notes.mjs')).toContain('// Part 2.');
  });

  it('tells which changes main holds', async () => {
    await pushed('revert');
    const { changes, services } = await readShopPanel(shop, repository);
    expect(changes.filter((change) => change.pushed).map(({ id }) => id)).toEqual([
      'healthy-fix',
      'migrates',
      'breaking',
    ]);
    expect(services.find((one) => one.name === 'worker' && one.environment === 'staging')).toMatchObject({
      version: '1.5.0',
      healthy: true,
    });
  });
});

describe('the build script', () => {
  it('refuses a version that VERSION does not say', async () => {
    await repository.withCheckout('refs/remotes/origin/main', async (cwd) => {
      const build = execa(process.execPath, ['scripts/build.mjs', '9.0.0', '--platform', shop.url], { cwd });
      await expect(build).rejects.toThrow('VERSION says 2.0.0, so 9.0.0 cannot be built from here.');
    });
  });

  it('leaves nothing in the working tree, and can run twice', async () => {
    await repository.withCheckout('refs/tags/v1.4.2', async (cwd) => {
      const { stdout } = await execa(process.execPath, ['scripts/build.mjs', '1.4.2', '--platform', shop.url], { cwd });
      expect(stdout.match(/was there already/g)).toHaveLength(3);
      expect(await shopGit(cwd, ['status', '--porcelain'])).toBe('');
    });
  });
});

describe('the seed', () => {
  it('never undoes a later deployment when it is sown again', async () => {
    const before = shop.effects().length;
    await seedShop(shop, repository);
    expect(shop.effects()).toHaveLength(before);
    expect(await health('production', 'api')).toMatchObject({ body: { version: '2.0.0' } });
  });
});
