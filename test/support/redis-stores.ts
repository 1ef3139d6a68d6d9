import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisLeaseStore } from '#adapters/redis/redis-lease-store.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { createRedisScratch } from '#adapters/redis/redis-scratch.ts';
import { freshPrefix } from './redis.ts';

/** The Redis stores at `url` under a namespace nobody has used. */
export async function openRedisStores(url: string) {
  const redis = connectRedis(url, 'worker');
  await redis.whenReady(5_000);
  const namespace = freshPrefix('stores');
  return {
    redis,
    namespace,
    logs: createRedisLogStore(redis, namespace),
    leases: createRedisLeaseStore(redis, namespace),
    scratch: createRedisScratch(redis, namespace),
    close: () => redis.close(),
  };
}
