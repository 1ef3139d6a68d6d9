import { createHash } from 'node:crypto';
import type { RedisClient } from './connect-redis.ts';

/** A Lua script and its SHA-1, by which Redis knows it. */
export type RedisScript = { readonly source: string; readonly sha: string };

/** Makes a script of Lua source. Scripts run atomically; all keys of one call must share a hash tag. */
export function redisScript(source: string): RedisScript {
  return { source, sha: createHash('sha1').update(source).digest('hex') };
}

/** Runs a script by its hash, and sends the source only when the server does not know it (after a restart or failover). */
export async function runScript(
  client: RedisClient,
  script: RedisScript,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await client.evalsha(script.sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await client.eval(script.source, keys.length, ...keys, ...args);
  }
}
