import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendScript } from '#adapters/redis/append-script.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { runScript } from '#adapters/redis/redis-script.ts';
import { chainHash, chainStart } from '#domain/event-chain.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { openRedisStores } from '#test/support/redis-stores.ts';

let store: Awaited<ReturnType<typeof openRedisStores>>;
beforeAll(async () => {
  store = await openRedisStores(testRedisUrl());
});
afterAll(() => store.close());

const keyOf = (log: string) => `${store.namespace}:{${log}}:log`;
const indexKey = () => `${store.namespace}:logs`;

describe('a log changed by other hands is noticed', () => {
  const threeEvents = async (log: string) => {
    await store.logs.append({ log, expectedSeq: 0, at: 1, bodies: ['a', 'b', 'c'] });
    const entries = await store.redis.client.xrange(keyOf(log), '-', '+');
    return { key: keyOf(log), entries };
  };
  const rewrite = async (key: string, entries: readonly [string, string[]][]) => {
    await store.redis.client.del(key);
    for (const [id, fields] of entries) await store.redis.client.xadd(key, id, ...fields);
  };
  const withField = (fields: string[], name: string, value: string) =>
    fields.map((part, i) => (fields[i - 1] === name && i % 2 === 1 ? value : part));

  it.each([
    ['a body was changed', 'body', '"B"', 'Event 2 of release/changed-body does not match its hash.'],
    ['a time was changed', 'at', '2', 'Event 2 of release/changed-at does not match its hash.'],
    ['a hash was changed', 'hash', 'f'.repeat(64), 'Event 2 of release/changed-hash does not match its hash.'],
    ['a body is no JSON', 'body', '{', 'Event 2 of release/changed-body cannot be read.'],
  ])('when %s', async (_what, field, value, sentence) => {
    const log = `release/changed-${field}`;
    const { key, entries } = await threeEvents(log);
    await rewrite(
      key,
      entries.map(([id, fields], i) => [id, i === 1 ? withField(fields, field, value) : fields]),
    );
    await expect(createRedisLogStore(store.redis, store.namespace).read(log)).rejects.toMatchObject({
      code: 'LOG_CORRUPT',
      fault: 'fatal',
      message: expect.stringContaining(sentence),
    });
    await store.redis.client.del(key);
  });

  it('when an event was taken out', async () => {
    const { key, entries } = await threeEvents('release/gap');
    await store.redis.client.xdel(key, entries[1]?.[0] ?? '');
    await expect(store.logs.read('release/gap')).rejects.toThrow('Event 2 of release/gap is missing.');
    await expect(store.logs.read('release/gap', 2)).rejects.toThrow('Event 2 of release/gap is missing.');
    expect(await store.logs.read('release/gap', 3)).toEqual([]);
  });

  it('when an event was put in with a hash of its own', async () => {
    const { key, entries } = await threeEvents('release/forged');
    const hash = chainHash('0'.repeat(64), { seq: 4, at: 1, body: 'd' });
    await rewrite(key, [...entries, ['4-0', ['at', '1', 'hash', hash, 'body', '"d"', 'mark', 'x']]]);
    await expect(store.logs.read('release/forged')).rejects.toThrow(
      'Event 4 of release/forged does not match its hash.',
    );
  });

  it('when one log was put in the place of another', async () => {
    const { entries } = await threeEvents('release/from');
    await rewrite(keyOf('release/to'), entries);
    await expect(store.logs.read('release/to')).rejects.toThrow('Event 1 of release/to does not match its hash.');
  });
});

it('answers an append that is sent again with the success it had, even after others have appended', async () => {
  const log = 'release/resent';
  const hash = chainHash(chainStart(log), { seq: 1, at: 1, body: 'a' });
  const send = () =>
    runScript(
      store.redis.client,
      appendScript,
      [keyOf(log), keyOf(log)],
      [0, chainStart(log), 'one-mark', '', 1, hash, '"a"'],
    );
  expect(await send()).toEqual(['appended', 1]);
  await store.logs.append({ log, expectedSeq: 1, at: 2, bodies: ['b'] });
  expect(await send()).toEqual(['appended', 1]);
  expect(await store.logs.read(log)).toHaveLength(2);
});

it('refuses a writer whose history is not the stored one, though as long', async () => {
  const log = 'release/rewritten';
  await store.logs.append({ log, expectedSeq: 0, at: 1, bodies: ['a'] });
  await store.redis.client.del(keyOf(log));
  await createRedisLogStore(store.redis, store.namespace).append({ log, expectedSeq: 0, at: 1, bodies: ['other'] });
  expect(await store.logs.append({ log, expectedSeq: 1, at: 2, bodies: ['b'] })).toEqual({ kind: 'conflict', seq: 1 });
});

describe('the index', () => {
  it('names a log whose writer lost Redis right after its first event', async () => {
    const withoutHset = new Proxy(store.redis.client, {
      get(client, name) {
        if (name === 'hset') return () => Promise.reject(new Error('Connection is closed.'));
        const value: unknown = Reflect.get(client, name);
        return typeof value === 'function' ? value.bind(client) : value;
      },
    });
    const interrupted = createRedisLogStore({ ...store.redis, ask: (work) => work(withoutHset) }, store.namespace);
    const outcome = await interrupted.append({ log: 'cut/one', expectedSeq: 0, at: 1, bodies: ['a'] });
    expect(outcome).toEqual({ kind: 'appended', seq: 1 });
    expect(await store.logs.list('cut/')).toEqual(['cut/one']);
  });

  it('settles what a crash left between announcement and confirmation', async () => {
    await store.logs.append({ log: 'crash/after', expectedSeq: 0, at: 1, bodies: ['a'] });
    await store.redis.client.hset(indexKey(), 'crash/after', 'new', 'crash/before', 'new');
    expect(await store.logs.list('crash/')).toEqual(['crash/after']);
    expect(await store.redis.client.hgetall(indexKey())).toMatchObject({
      'crash/after': 'kept',
      'crash/before': 'new',
    });
  });

  it('is made again from the logs when it is lost', async () => {
    await store.logs.append({ log: 'lost/one', expectedSeq: 0, at: 1, bodies: ['a'] });
    await store.redis.client.del(indexKey());
    expect(await store.logs.list('lost/')).toEqual([]);
    await store.logs.rebuildIndex();
    expect(await store.logs.list('lost/')).toEqual(['lost/one']);
  });
});

it.each(['release', 'release/', 'release/a}b', '/a', 'release/a b', 'Release/a'])(
  'refuses "%s" as the name of a log',
  async (log) => {
    await expect(store.logs.read(log)).rejects.toThrow(TypeError);
  },
);
