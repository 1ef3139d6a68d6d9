import { expect, it } from 'vitest';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { measureLogBytes } from '../../bench/redis-bytes.ts';

it('counts at least the bytes of the bodies and leaves nothing behind', async () => {
  const redis = connectRedis(testRedisUrl(), 'worker');
  const bodies = Array.from({ length: 60 }, (_, n) => ({ kind: 'step.succeeded', step: `production/deploy/${n}`, n }));
  const measured = await measureLogBytes(redis, bodies);
  expect(measured.events).toBe(60);
  expect(measured.bytes).toBeGreaterThan(measured.bodyBytes);
  expect(measured.bytesPerEvent).toBeLessThan(1_000);
  expect(await redis.client.keys(`fairlead-bench-${process.pid}*`)).toEqual([]);
  await redis.close();
});
