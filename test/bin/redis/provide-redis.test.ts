import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { testRedisUrl } from '#test/support/redis.ts';

it('gives the tests a Redis', async () => {
  const redis = new Redis(testRedisUrl());
  expect(await redis.ping()).toBe('PONG');
  redis.disconnect();
});
