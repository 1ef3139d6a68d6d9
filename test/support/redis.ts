import { randomBytes } from 'node:crypto';

/** Address of the Redis of this test run, started by the global set-up; set FAIRLEAD_TEST_REDIS_URL to use another. */
export function testRedisUrl(): string {
  const url = process.env.FAIRLEAD_TEST_REDIS_URL;
  if (url === undefined) throw new Error('No test Redis: run the tests with vitest, or set FAIRLEAD_TEST_REDIS_URL.');
  return url;
}

/** A key prefix nobody has used, so that tests share one Redis without meeting. */
export function freshPrefix(name = 'test'): string {
  return `${name}-${randomBytes(6).toString('hex')}`;
}
