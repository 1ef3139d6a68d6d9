import { randomUUID } from 'node:crypto';
import type { LeaseStore } from '#ports/log-store.ts';
import type { RedisConnection } from './connect-redis.ts';
import { redisKeys } from './redis-keys.ts';
import { redisScript, runScript } from './redis-script.ts';

/** Sets the lease when it is free. A call that is sent again after a broken connection finds its own token and succeeds. */
const acquireScript = redisScript(`
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
return 0
`);

const renewScript = redisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`);

const releaseScript = redisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`);

/** Keeps each lease as one expiring key in its log's slot, so that the append script can check it in the same step. */
export function createRedisLeaseStore(redis: RedisConnection, namespace = 'fairlead'): LeaseStore {
  const keys = redisKeys(namespace);
  return {
    newToken: () => randomUUID(),
    async acquire(log, lease, ttl, token = randomUUID()) {
      const got = await redis.ask((client) => runScript(client, acquireScript, [keys.lease(log, lease)], [token, ttl]));
      return got === 1 ? token : null;
    },
    async renew(log, lease, token, ttl) {
      return (
        (await redis.ask((client) => runScript(client, renewScript, [keys.lease(log, lease)], [token, ttl]))) === 1
      );
    },
    async release(log, lease, token) {
      await redis.ask((client) => runScript(client, releaseScript, [keys.lease(log, lease)], [token]));
    },
    isHeld: (log, lease) => redis.ask(async (client) => (await client.exists(keys.lease(log, lease))) === 1),
  };
}
