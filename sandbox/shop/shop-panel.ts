import type { ShopPanel } from '../slack/client-api.ts';
import type { ShopRepository } from './create-shop-repository.ts';
import { type EnvironmentName, environmentNames, places, routeOf } from './place.ts';
import type { Shop } from './start-shop.ts';

/** What the page shows of the shop now: what each health check says, the customers' counters, the databases, and the prepared changes. */
export async function readShopPanel(shop: Shop, repository: ShopRepository): Promise<ShopPanel> {
  const counts = shop.traffic.counts();
  const services = places.map(async (place) => {
    const count = counts.find(
      ({ service, environment }) => service === place.service && environment === place.environment,
    );
    const health = await readHealth(`${shop.url}/${routeOf(place)}/healthz`);
    const { requests = 0, errors = 0 } = count ?? {};
    return { name: place.service, environment: place.environment, ...health, requests, errors };
  });
  const databases = environmentNames.map((environment) => databaseOf(shop, environment));
  return { services: await Promise.all(services), databases, changes: await repository.changes(), url: shop.url };
}

function databaseOf({ databases }: Shop, environment: EnvironmentName) {
  const { tables, applied } = databases.read(environment);
  return {
    environment,
    tables: Object.entries(tables).map(([name, columns]) => ({ name, columns })),
    applied: applied.map(({ file }) => file),
    backups: databases.backups(environment).length,
  };
}

async function readHealth(url: string): Promise<{ readonly version: string | null; readonly healthy: boolean }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const { version } = (await response.json()) as { version?: unknown };
    return { version: typeof version === 'string' ? version : null, healthy: response.ok };
  } catch {
    return { version: null, healthy: false };
  }
}
