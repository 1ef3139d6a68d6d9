import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideRedis } from '../../bin/redis/provide-redis.ts';
import { provideChromium } from './chromium.ts';

/**
 * Gives every test run one Redis of its own, by the same way the product gets one, and ends it with the run. Looks for the browser once,
 * so that no two test files install it; without one only the browser tests fail, with the reason.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead-test-'));
  const redis = await provideRedis({
    url: process.env.FAIRLEAD_TEST_REDIS_URL,
    dataDirectory,
    say: (line) => console.log(line),
  });
  process.env.FAIRLEAD_TEST_REDIS_URL = redis.url;
  await provideChromium().then(
    (file) => {
      process.env.CHROMIUM_PATH = file;
    },
    (error: unknown) => {
      process.env.FAIRLEAD_TEST_NO_CHROMIUM = error instanceof Error ? error.message : String(error);
    },
  );
  return async () => {
    await redis.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
