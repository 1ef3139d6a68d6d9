import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainHash, chainStart } from '#domain/event-chain.ts';
import type { Json } from '#domain/ids.ts';
import type { AppendRequest, LeaseStore, LogStore } from '#ports/log-store.ts';

export type LogStoreUnderTest = {
  readonly logs: LogStore;
  readonly leases: LeaseStore;
  close(): Promise<void>;
};

/** What every log store promises. `make` gives an empty one. */
export function logStoreContract(make: () => Promise<LogStoreUnderTest>): void {
  let store: LogStoreUnderTest;
  let made = 0;
  beforeAll(async () => {
    store = await make();
  });
  afterAll(() => store.close());

  const freshLog = (kind = 'release') => {
    made += 1;
    return `${kind}/log-${made}`;
  };
  const append = (log: string, expectedSeq: number, bodies: Json[], more: Partial<AppendRequest> = {}) =>
    store.logs.append({ log, expectedSeq, at: 1_000 + expectedSeq, bodies, ...more });

  it('gives an unknown log no events', async () => {
    expect(await store.logs.read(freshLog())).toEqual([]);
    expect(await store.logs.read(freshLog(), 7)).toEqual([]);
  });

  it('answers an append with the new sequence number', async () => {
    const log = freshLog();
    expect(await append(log, 0, [{ n: 1 }, { n: 2 }])).toEqual({ kind: 'appended', seq: 2 });
    expect(await append(log, 2, [{ n: 3 }])).toEqual({ kind: 'appended', seq: 3 });
    expect((await store.logs.read(log)).map(({ seq, at, body }) => ({ seq, at, body }))).toEqual([
      { seq: 1, at: 1_000, body: { n: 1 } },
      { seq: 2, at: 1_000, body: { n: 2 } },
      { seq: 3, at: 1_002, body: { n: 3 } },
    ]);
  });

  it('reads only what follows the given sequence number', async () => {
    const log = freshLog();
    await append(log, 0, [1, 2, 3, 4, 5]);
    expect((await store.logs.read(log, 3)).map((event) => event.body)).toEqual([4, 5]);
    expect(await store.logs.read(log, 5)).toEqual([]);
    expect(await store.logs.read(log, 9)).toEqual([]);
  });

  it('reads a log of thousands of events whole and in order', async () => {
    const log = freshLog();
    await append(
      log,
      0,
      Array.from({ length: 2_500 }, (_, n) => n),
    );
    expect((await store.logs.read(log)).map((event) => event.body)).toEqual(Array.from({ length: 2_500 }, (_, n) => n));
    expect((await store.logs.read(log, 1_499)).at(0)?.seq).toBe(1_500);
  });

  it('chains each event to the one before it', async () => {
    const log = freshLog();
    await append(log, 0, ['a', 'b']);
    await append(log, 2, ['c']);
    let prev = chainStart(log);
    for (const event of await store.logs.read(log)) {
      expect(event.prev).toBe(prev);
      expect(event.hash).toBe(chainHash(prev, event));
      prev = event.hash;
    }
  });

  it('keeps every JSON value as it was given', async () => {
    const log = freshLog();
    const bodies: Json[] = [
      { z: 1, a: [true, null, 'x'], nested: { deep: { deeper: [] } } },
      'half a pair: \ud800, zero: \u0000, line: \u2028, face: \u{1f600}',
      { '': 0, 'a"b': '\\', __proto__x: 1 },
      -0.5,
      1e21,
      null,
    ];
    await append(log, 0, bodies);
    expect((await store.logs.read(log)).map((event) => event.body)).toEqual(bodies);
  });

  it.each([0, 1, 3])(
    'answers conflict with the true sequence number to a writer that has seen %i of two',
    async (seen) => {
      const log = freshLog();
      await append(log, 0, ['a', 'b']);
      expect(await append(log, seen, ['late'])).toEqual({ kind: 'conflict', seq: 2 });
      expect(await store.logs.read(log)).toHaveLength(2);
    },
  );

  it('lets exactly one of fifty writers have each sequence number', async () => {
    const log = freshLog();
    for (let seq = 0; seq < 5; seq += 1) {
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, writer) => append(log, seq, [{ seq, writer }])),
      );
      expect(outcomes.filter((outcome) => outcome.kind === 'appended')).toEqual([{ kind: 'appended', seq: seq + 1 }]);
      expect(outcomes.filter((outcome) => outcome.kind === 'conflict')).toHaveLength(49);
    }
    expect(await store.logs.read(log)).toHaveLength(5);
  });

  it('keeps every event of writers that read again after a conflict', async () => {
    const log = freshLog();
    const write = async (writer: number): Promise<void> => {
      const seen = await store.logs.read(log);
      const outcome = await append(log, seen.length, [writer]);
      if (outcome.kind === 'conflict') await write(writer);
    };
    await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    const bodies = (await store.logs.read(log)).map((event) => Number(event.body));
    expect(bodies.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, writer) => writer));
  });

  it('appends under a lease that is held', async () => {
    const log = freshLog();
    const token = await store.leases.acquire(log, 'step', 60_000);
    expect(await append(log, 0, ['a'], { fence: { lease: 'step', token: token ?? '' } })).toEqual({
      kind: 'appended',
      seq: 1,
    });
  });

  it('fences a writer off when its lease has passed to another', async () => {
    const log = freshLog();
    const lost = (await store.leases.acquire(log, 'step', 60_000)) ?? '';
    await store.leases.release(log, 'step', lost);
    await store.leases.acquire(log, 'step', 60_000);
    expect(await append(log, 0, ['a'], { fence: { lease: 'step', token: lost } })).toEqual({ kind: 'fenced' });
    expect(await store.logs.read(log)).toEqual([]);
  });

  it('fences a writer off when its lease has run out', async () => {
    const log = freshLog();
    const token = (await store.leases.acquire(log, 'step', 20)) ?? '';
    await expect.poll(() => store.leases.isHeld(log, 'step')).toBe(false);
    expect(await append(log, 0, ['a'], { fence: { lease: 'step', token } })).toEqual({ kind: 'fenced' });
  });

  it('fences a writer off whose lease belongs to another log', async () => {
    const [log, other] = [freshLog(), freshLog()];
    const token = (await store.leases.acquire(other, 'step', 60_000)) ?? '';
    expect(await append(log, 0, ['a'], { fence: { lease: 'step', token } })).toEqual({ kind: 'fenced' });
  });

  it('lists the logs whose name starts with a prefix, and no log without events', async () => {
    const [listed, other, refused] = [freshLog('listing'), freshLog('elsewhere'), freshLog('listing')];
    await append(listed, 0, ['a']);
    await append(other, 0, ['a']);
    await append(refused, 0, ['a'], { fence: { lease: 'step', token: 'nobody' } });
    expect(await store.logs.list('listing/')).toEqual([listed]);
    expect(await store.logs.list('listing/log-*')).toEqual([]);
    expect((await store.logs.list('')).includes(other)).toBe(true);
  });
}
