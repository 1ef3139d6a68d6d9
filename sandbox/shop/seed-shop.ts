import { execa } from 'execa';
import type { ShopRepository } from './create-shop-repository.ts';
import type { DeploymentRequest } from './deployer-protocol.ts';
import { environmentNames, places, routeOf, serviceNames } from './place.ts';
import { shopGit } from './shop-git.ts';
import type { Shop } from './start-shop.ts';

const builtVersions = ['1.4.0', '1.4.1', '1.4.2'];
const firstVersion = '1.4.2';

/**
 * Brings the shop to where a newcomer meets it: every tagged version built and uploaded by the shop's own script, 1.4.2 running in both
 * environments on a database of its own. Done over public protocols, with keys that a second call repeats, so it never undoes a later release.
 */
export async function seedShop(shop: Shop, repository: ShopRepository): Promise<void> {
  let commit = '';
  for (const version of builtVersions) commit = await build(shop, repository, version);
  await migrate(shop, repository);
  await Promise.all(
    places.map(async (place) => {
      const key = `seed/${firstVersion}/${routeOf(place)}`;
      await put(shop, key, { ...place, version: firstVersion, commit, kind: 'deploy' });
      await shop.settled(key);
    }),
  );
}

async function build(shop: Shop, repository: ShopRepository, version: string): Promise<string> {
  return repository.withCheckout(`refs/tags/v${version}`, async (cwd) => {
    const sha = await shopGit(cwd, ['rev-parse', 'HEAD']);
    if (!(await isUploaded(shop, version))) {
      await execa(process.execPath, ['scripts/build.mjs', version, '--platform', shop.url], { cwd });
    }
    return sha;
  });
}

/** What the first version needs of each database, by the shop's own script. What ran already does not run again. */
async function migrate(shop: Shop, repository: ShopRepository): Promise<void> {
  await repository.withCheckout(`refs/tags/v${firstVersion}`, async (cwd) => {
    for (const environment of environmentNames) {
      const args = ['migrate', environment, '--phase', 'expand', '--version', firstVersion, '--platform', shop.url];
      await execa(process.execPath, ['scripts/db.mjs', ...args], { cwd });
    }
  });
}

async function isUploaded(shop: Shop, version: string): Promise<boolean> {
  const answers = serviceNames.map((service) => fetch(`${shop.url}/artifacts/${service}/${version}`));
  return (await Promise.all(answers)).every(({ ok }) => ok);
}

async function put(shop: Shop, key: string, request: DeploymentRequest): Promise<void> {
  const response = await fetch(`${shop.url}/deployments/${encodeURIComponent(key)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`The shop refused to run ${request.version}: ${await response.text()}`);
}
