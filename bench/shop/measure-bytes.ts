import { connectRedis } from '#adapters/redis/connect-redis.ts';
import type { Json } from '#domain/ids.ts';
import { benchId } from '../engine/propose-noop.ts';
import { measureLogBytes } from '../redis-bytes.ts';
import type { ResultRow } from '../result-row.ts';
import { shopLog } from './shop-log.ts';
import { commitCount } from './shop-plan.ts';

/** What one whole release of the shop takes in Redis once it has ended: its log is all that is left of it. */
export async function measureBytes(redisUrl: string): Promise<readonly ResultRow[]> {
  const redis = connectRedis(redisUrl, 'worker');
  const log = shopLog(benchId(1));
  const whole = await measureLogBytes(redis, log as readonly Json[]);
  const plan = await measureLogBytes(redis, log.slice(0, 1) as readonly Json[]);
  await redis.close();
  const kilobytes = (bytes: number) => `${(bytes / 1_024).toFixed(1)} KiB`;
  const row = (what: string, fairlead: string): ResultRow => ({ what, fairlead, bare: null, ratio: null, goal: null });
  return [
    row(`bytes: a release of the shop, ${whole.events} events, ${commitCount} commits`, kilobytes(whole.bytes)),
    row('bytes: of these its plan, the first event', kilobytes(plan.bytes)),
    row('bytes: each further event', `${Math.round((whole.bytes - plan.bytes) / (whole.events - 1))} bytes`),
  ];
}
