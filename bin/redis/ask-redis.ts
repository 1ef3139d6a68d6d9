import { Redis } from 'ioredis';

/** Sends one command over a connection of its own; null when the server is away, still loading or refuses. Takes two seconds at most. */
export async function askRedis(url: string, command: string, ...args: readonly string[]): Promise<unknown> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1_000,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await redis.call(command, ...args);
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}
