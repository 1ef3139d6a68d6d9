import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { chainHash, chainStart } from '#domain/event-chain.ts';
import type { AppendOutcome, AppendRequest, LogStore, StoredEvent } from '#ports/log-store.ts';
import { appendScript } from './append-script.ts';
import type { RedisClient, RedisConnection } from './connect-redis.ts';
import { createLogIndex } from './log-index.ts';
import { type RedisKeys, redisKeys } from './redis-keys.ts';
import { runScript } from './redis-script.ts';
import { corrupt, hashOf, type StreamEntry, seqOf, verifiedEvents } from './stored-entry.ts';
import { createTailCache, type Tail } from './tail-cache.ts';

const ScriptAnswer = z.tuple([z.enum(['appended', 'conflict', 'fenced']), z.number().int()]);
const pageSize = 1_000;

export type RedisLogStore = LogStore & {
  /** Lists every log found on every node again, for an index that was lost; the count of those that were missing. */
  rebuildIndex(): Promise<number>;
};

/** Keeps each log as one Redis stream. Appending is one atomic script and costs the same however long the log is. */
export function createRedisLogStore(redis: RedisConnection, namespace = 'fairlead'): RedisLogStore {
  const keys = redisKeys(namespace);
  const index = createLogIndex(keys);
  const tails = createTailCache(2_000);
  return {
    append: (request) =>
      redis.ask(async (client) => {
        const tail = tails.at(request.log, request.expectedSeq) ?? (await readTail(client, keys, request.log));
        if (tail.seq !== request.expectedSeq) return { kind: 'conflict', seq: tail.seq };
        if (tail.seq === 0) await index.announce(client, request.log);
        const { outcome, newTail } = await appendAfter(client, keys, tail, request);
        if (newTail === null) tails.forget(request.log);
        else tails.keep(request.log, newTail);
        // The event stands already: a confirmation that fails is made good by the next list.
        if (tail.seq === 0 && newTail !== null) await index.confirm(client, request.log).catch(() => {});
        return outcome;
      }),
    read: (log, afterSeq = 0) =>
      redis.ask(async (client) => {
        const events = await readAfter(client, keys, log, afterSeq);
        const last = events.at(-1);
        if (last !== undefined) tails.keep(log, { seq: last.seq, hash: last.hash });
        return events;
      }),
    list: (prefix) => redis.ask((client) => index.list(client, prefix)),
    rebuildIndex: () => redis.ask((client) => index.rebuild(client)),
  };
}

type Appended = { readonly outcome: AppendOutcome; readonly newTail: Tail | null };

async function appendAfter(
  client: RedisClient,
  keys: RedisKeys,
  tail: Tail,
  request: AppendRequest,
): Promise<Appended> {
  const { log, at, bodies, fence } = request;
  let { seq, hash } = tail;
  const fields = bodies.flatMap((body) => {
    seq += 1;
    hash = chainHash(hash, { seq, at, body });
    return [at, hash, JSON.stringify(body)];
  });
  const mark = randomBytes(9).toString('base64url');
  const answer = await runScript(
    client,
    appendScript,
    [keys.log(log), fence === undefined ? keys.log(log) : keys.lease(log, fence.lease)],
    [tail.seq, tail.hash, mark, fence?.token ?? '', ...fields],
  );
  const [kind, at_] = ScriptAnswer.parse(answer);
  if (kind === 'appended') return { outcome: { kind, seq: at_ }, newTail: { seq, hash } };
  return { outcome: kind === 'conflict' ? { kind, seq: at_ } : { kind }, newTail: null };
}

async function readTail(client: RedisClient, keys: RedisKeys, log: string): Promise<Tail> {
  const [last] = await client.xrevrange(keys.log(log), '+', '-', 'COUNT', 1);
  return last === undefined ? { seq: 0, hash: chainStart(log) } : { seq: seqOf(last), hash: hashOf(last) };
}

async function readAfter(client: RedisClient, keys: RedisKeys, log: string, afterSeq: number): Promise<StoredEvent[]> {
  const entries: StreamEntry[] = [];
  for (let from = Math.max(afterSeq, 1); ; ) {
    const page = await client.xrange(keys.log(log), `${from}-0`, '+', 'COUNT', pageSize);
    entries.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    from = seqOf(last) + 1;
  }
  if (afterSeq === 0) return verifiedEvents(log, null, entries);
  const [anchor, ...rest] = entries;
  if (anchor === undefined) return [];
  if (seqOf(anchor) !== afterSeq) throw corrupt(log, afterSeq, 'is missing');
  return verifiedEvents(log, anchor, rest);
}
