import { cpus, loadavg } from 'node:os';
import { connectRedis } from '#adapters/redis/connect-redis.ts';

/** What the figures were measured on: processors, how busy they were, Node and Redis. */
export async function machineLine(redisUrl: string): Promise<string> {
  const redis = connectRedis(redisUrl, 'worker');
  const info = await redis.client.info('server');
  await redis.close();
  const version = /redis_version:(\S+)/.exec(info)?.[1] ?? 'of unknown version';
  const all = cpus();
  const model = all[0]?.model.trim() ?? 'unknown';
  return `${all.length} CPUs (${model}), load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}, Redis ${version} with appendfsync always, loopback`;
}
