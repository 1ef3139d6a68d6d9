import { describe, expect, it } from 'vitest';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import type { LogStore } from '#ports/log-store.ts';
import { aRelease, people } from '../support/a-release.ts';
import { createMemoryLogStore } from '../support/memory-log-store.ts';
import { rel } from './a-workshop.ts';

const clock = { now: () => 1_000, sleep: async () => undefined };
const story = aRelease();
const { id } = story.release();
const proposal = story.events()[0]?.body as ReleaseEvent;
const held: ReleaseEvent = { v: 1, type: 'release.held', by: people.sam, reason: 'wait' };
const opened: ProjectEvent = { v: 1, type: 'release.opened', release: rel(1), version: '1.5.0', intent: 'release' };
const tooLong = { ...held, reason: 'x'.repeat(1_001) };

describe('the log of a release', () => {
  it('is found by any process, however its cache stands', async () => {
    const store = createMemoryLogStore();
    const [one, other] = [createReleaseLog({ store, clock }), createReleaseLog({ store, clock })];
    await one.record(id, null, [proposal]);
    await other.record(id, await other.get(id), [held]);
    expect(await one.get(id)).toEqual(await other.get(id));
    expect((await one.get(id)).hold?.reason).toBe('wait');
  });

  it('refuses a writer who has not seen the newest event', async () => {
    const releases = createReleaseLog({ store: createMemoryLogStore(), clock });
    await releases.record(id, null, [proposal]);
    const seen = await releases.get(id);
    await releases.record(id, seen, [held]);
    expect(await releases.record(id, seen, [held])).toEqual({ kind: 'conflict' });
    expect(await releases.record(id, null, [proposal])).toEqual({ kind: 'conflict' });
  });

  it('does not write what it could not read again', async () => {
    const store = createMemoryLogStore();
    const releases = createReleaseLog({ store, clock });
    await releases.record(id, null, [proposal]);
    await expect(releases.record(id, await releases.get(id), [tooLong])).rejects.toMatchObject({
      code: 'PAYLOAD_INVALID',
    });
    expect(await store.read(`release/${id}`)).toHaveLength(1);
  });

  it('refuses an event of a later version instead of skipping it', async () => {
    const store = createMemoryLogStore();
    await store.append({ log: `release/${id}`, expectedSeq: 0, at: 1, bodies: [{ v: 2, type: 'release.proposed' }] });
    const releases = createReleaseLog({ store, clock });
    await expect(releases.find(id)).rejects.toMatchObject({ code: 'PAYLOAD_INVALID', fault: 'fatal' });
  });

  it('is null where there is none, and an error for who needs it', async () => {
    const releases = createReleaseLog({ store: createMemoryLogStore(), clock });
    expect(await releases.find(id)).toBeNull();
    await expect(releases.get(id)).rejects.toMatchObject({ code: 'RELEASE_NOT_FOUND', fault: 'user' });
  });
});

describe('the log of a project', () => {
  it('asks again when somebody wrote in between, so that both are kept', async () => {
    const store = createMemoryLogStore();
    const projects = createProjectLog({ store, clock });
    const seen: number[] = [];
    const record = await projects.change('shop', (known) => {
      seen.push(known.seq);
      if (known.seq === 0) void store.append({ log: 'project/shop', expectedSeq: 0, at: 1, bodies: [opened] });
      return known.releases.length > 1 ? [] : [{ ...opened, release: rel(2) }];
    });
    expect([seen, record.releases.map((one) => one.id)]).toEqual([
      [0, 1],
      [rel(1), rel(2)],
    ]);
  });

  it('writes nothing when nothing is chosen', async () => {
    const store = createMemoryLogStore();
    await createProjectLog({ store, clock }).change('shop', () => []);
    expect(await store.read('project/shop')).toEqual([]);
  });

  it('does not write what it could not read again', async () => {
    const store = createMemoryLogStore();
    const bad = { ...opened, release: 'nonsense' } as unknown as ProjectEvent;
    const change = createProjectLog({ store, clock }).change('shop', () => [bad]);
    await expect(change).rejects.toMatchObject({ code: 'PAYLOAD_INVALID' });
    expect(await store.read('project/shop')).toEqual([]);
  });

  it('gives up for now when it is never its turn', async () => {
    const store: LogStore = { ...createMemoryLogStore(), append: async () => ({ kind: 'conflict', seq: 1 }) };
    const change = createProjectLog({ store, clock }).change('shop', () => [opened]);
    await expect(change).rejects.toMatchObject({ code: 'LOG_CONFLICT', fault: 'transient' });
  });
});
