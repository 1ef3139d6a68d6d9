import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideRedis } from '../bin/redis/provide-redis.ts';

/** Runs `work` with a private Redis as Fairlead itself starts it, in a directory that is gone afterwards. */
export async function withRedis<T>(work: (url: string, directory: string) => Promise<T>): Promise<T> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead-bench-'));
  const redis = await provideRedis({ dataDirectory, say: (line) => console.error(line) });
  try {
    return await work(redis.url, dataDirectory);
  } finally {
    await redis.stop();
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 3 });
  }
}
