import { Cluster, type Redis } from 'ioredis';
import type { RedisClient } from './connect-redis.ts';
import type { RedisKeys } from './redis-keys.ts';

/**
 * The list of logs, kept beside them because a cluster cannot be asked for keys by prefix. A log is announced (`new`) before its first
 * event and confirmed (`kept`) after it. A crash in between leaves an announcement, which `list` settles by looking.
 */
export type LogIndex = {
  announce(client: RedisClient, log: string): Promise<void>;
  confirm(client: RedisClient, log: string): Promise<void>;
  list(client: RedisClient, prefix: string): Promise<string[]>;
  /** Lists every log found on every node again; the count of those that were missing. For an index that was lost. */
  rebuild(client: RedisClient): Promise<number>;
};

/** The index of all logs under `keys`. */
export function createLogIndex(keys: RedisKeys): LogIndex {
  const confirm = async (client: RedisClient, log: string) => {
    await client.hset(keys.logIndex, log, 'kept');
  };
  const settle = async (client: RedisClient, log: string): Promise<boolean> => {
    if ((await client.exists(keys.log(log))) === 0) return false;
    await confirm(client, log);
    return true;
  };
  return {
    confirm,
    async announce(client, log) {
      await client.hsetnx(keys.logIndex, log, 'new');
    },
    async list(client, prefix) {
      const states = new Map<string, string>();
      let cursor = '0';
      do {
        const [next, found] = await client.hscan(
          keys.logIndex,
          cursor,
          'MATCH',
          `${escapeGlob(prefix)}*`,
          'COUNT',
          1_000,
        );
        for (let i = 0; i + 1 < found.length; i += 2) states.set(found[i] ?? '', found[i + 1] ?? '');
        cursor = next;
      } while (cursor !== '0');
      const settled = await Promise.all(
        [...states].map(async ([log, state]) => (state === 'kept' || (await settle(client, log)) ? [log] : [])),
      );
      return settled.flat();
    },
    async rebuild(client) {
      const nodes = client instanceof Cluster ? client.nodes('master') : [client];
      let added = 0;
      for (const node of nodes) {
        for await (const log of logsOn(node, keys)) added += await client.hset(keys.logIndex, log, 'kept');
      }
      return added;
    },
  };
}

async function* logsOn(node: Redis, keys: RedisKeys): AsyncGenerator<string> {
  let cursor = '0';
  do {
    const [next, found] = await node.scan(cursor, 'MATCH', keys.anyLog, 'COUNT', 1_000);
    for (const key of found) {
      const log = keys.logOf(key);
      if (log !== null) yield log;
    }
    cursor = next;
  } while (cursor !== '0');
}

function escapeGlob(text: string): string {
  return text.replaceAll(/[\\*?[\]]/g, '\\$&');
}
