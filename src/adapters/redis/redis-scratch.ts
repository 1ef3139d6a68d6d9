import type { Scratch } from '#ports/log-store.ts';
import type { RedisConnection } from './connect-redis.ts';
import { redisKeys } from './redis-keys.ts';

/** Keeps each scratch value as one expiring key. */
export function createRedisScratch(redis: RedisConnection, namespace = 'fairlead'): Scratch {
  const keys = redisKeys(namespace);
  return {
    get: (key) => redis.ask((client) => client.get(keys.scratch(key))),
    set: (key, value, ttl) =>
      redis.ask(async (client) => {
        await client.set(keys.scratch(key), value, 'PX', ttl);
      }),
    claim: (key, ttl) =>
      redis.ask(async (client) => (await client.set(keys.scratch(key), '1', 'PX', ttl, 'NX')) === 'OK'),
    delete: (key) =>
      redis.ask(async (client) => {
        await client.del(keys.scratch(key));
      }),
  };
}
