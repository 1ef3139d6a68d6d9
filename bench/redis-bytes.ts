import type { RedisConnection } from '#adapters/redis/connect-redis.ts';
import { redisKeys } from '#adapters/redis/redis-keys.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import type { Json } from '#domain/ids.ts';

export type RedisBytes = {
  readonly events: number;
  /** What Redis says the log takes (MEMORY USAGE, every entry counted). */
  readonly bytes: number;
  readonly bytesPerEvent: number;
  /** The bodies alone, as JSON in UTF-8. */
  readonly bodyBytes: number;
};

/** Writes one log of the given bodies, one append each as releases do, asks Redis how many bytes it takes, and deletes it. */
export async function measureLogBytes(redis: RedisConnection, bodies: readonly Json[]): Promise<RedisBytes> {
  const namespace = `fairlead-bench-${process.pid}`;
  const log = 'release/bench';
  const logs = createRedisLogStore(redis, namespace);
  const keys = redisKeys(namespace);
  for (const [expectedSeq, body] of bodies.entries()) {
    await logs.append({ log, expectedSeq, at: Date.now(), bodies: [body] });
  }
  const bytes = (await redis.client.memory('USAGE', keys.log(log), 'SAMPLES', 0)) ?? 0;
  await redis.client.del(keys.log(log));
  await redis.client.del(keys.logIndex);
  return {
    events: bodies.length,
    bytes,
    bytesPerEvent: Math.round(bytes / Math.max(1, bodies.length)),
    bodyBytes: bodies.reduce<number>((sum, body) => sum + Buffer.byteLength(JSON.stringify(body)), 0),
  };
}
