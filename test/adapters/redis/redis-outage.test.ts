import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectRedis, type RedisConnection, type RedisRole } from '#adapters/redis/connect-redis.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { type KillableRedis, startKillableRedis } from '#test/support/killable-redis.ts';

let server: KillableRedis;
let connections: RedisConnection[] = [];

beforeEach(async () => {
  server = await startKillableRedis();
});
afterEach(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  connections = [];
  await server.close();
});

const connect = async (role: RedisRole) => {
  const connection = connectRedis(server.url, role);
  connections.push(connection);
  await connection.whenReady(5_000);
  return connection;
};
const away = { code: 'REDIS_UNAVAILABLE', fault: 'transient' };

/** What a call answers, and after how many milliseconds. */
const timed = async (call: Promise<unknown>) => {
  const before = Date.now();
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, millis: Date.now() - before };
};

describe('the app connection', () => {
  it('refuses within a second while Redis is gone, and works again when it is back', async () => {
    const logs = createRedisLogStore(await connect('app'));
    await server.kill();
    for (let call = 0; call < 3; call += 1) {
      const { error, millis } = await timed(logs.read('release/x'));
      expect(error).toMatchObject(away);
      expect(millis).toBeLessThan(1_000);
    }
    await server.start();
    await expect.poll(() => timed(logs.read('release/x')).then(({ error }) => error), { timeout: 5_000 }).toBeNull();
  });

  it('refuses within a second while Redis does not answer', async () => {
    const logs = createRedisLogStore(await connect('app'));
    await logs.read('release/x');
    server.freeze();
    const { error, millis } = await timed(logs.append({ log: 'release/x', expectedSeq: 0, at: 1, bodies: ['a'] }));
    server.thaw();
    expect(error).toMatchObject(away);
    expect(millis).toBeLessThan(1_000);
  });

  it('may be opened before Redis is there', async () => {
    await server.kill();
    const connection = connectRedis(server.url, 'app');
    connections.push(connection);
    await expect(connection.whenReady(200)).rejects.toMatchObject(away);
    await server.start();
    await connection.whenReady(5_000);
    expect(await createRedisLogStore(connection).read('release/x')).toEqual([]);
  });
});

describe('the worker connection', () => {
  it('waits while Redis is gone and then does what it was asked, once', async () => {
    const logs = createRedisLogStore(await connect('worker'));
    await logs.append({ log: 'release/x', expectedSeq: 0, at: 1, bodies: ['a'] });
    await server.kill();
    const appending = logs.append({ log: 'release/x', expectedSeq: 1, at: 2, bodies: ['b'] });
    await server.start();
    expect(await appending).toEqual({ kind: 'appended', seq: 2 });
    expect((await logs.read('release/x')).map(({ body }) => body)).toEqual(['a', 'b']);
  });
});

describe('a log', () => {
  it('keeps every acknowledged event when Redis is killed at any moment', async () => {
    const logs = createRedisLogStore(await connect('worker'));
    const acknowledged: number[] = [];
    let stop = false;
    const writer = async (name: string) => {
      for (let seq = 0; !stop; seq += 1) {
        const outcome = await logs.append({ log: `release/${name}`, expectedSeq: seq, at: 1, bodies: [seq] });
        expect(outcome).toEqual({ kind: 'appended', seq: seq + 1 });
        acknowledged.push(seq);
      }
    };
    const writing = Promise.allSettled(['a', 'b', 'c', 'd'].map(writer));
    for (let kill = 0; kill < 3; kill += 1) {
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length, { timeout: 15_000 }).toBeGreaterThan(before + 50);
      await server.kill();
      await server.start();
    }
    stop = true;
    expect((await writing).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((name) => logs.read(`release/${name}`)));
    expect(kept.flat()).toHaveLength(acknowledged.length);
  }, 60_000);
});
