import type { ShopPanel } from '../slack/client-api.ts';
import type { ShopRepository } from './create-shop-repository.ts';
import { places, routeOf } from './place.ts';
import type { Shop } from './start-shop.ts';

/** What the page shows of the shop now: what each health check says, the customers' counters, and the prepared changes. */
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
  return { services: await Promise.all(services), changes: await repository.changes(), url: shop.url };
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
