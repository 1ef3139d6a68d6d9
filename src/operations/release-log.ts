import type { Json, ReleaseId } from '#domain/ids.ts';
import type { TimedEvent } from '#domain/picture.ts';
import { ReleaseEvent } from '#domain/release/event.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { Fence, LogStore } from '#ports/log-store.ts';

export type RecordOutcome =
  | { readonly kind: 'recorded'; readonly release: Release }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'fenced' };

/** Reads and writes the logs of releases as folded releases. */
export type ReleaseLog = {
  /** The release as of now, or null when there is none. Only events after the last look are read. */
  find(id: ReleaseId): Promise<Release | null>;
  /** As `find`, but throws RELEASE_NOT_FOUND. */
  get(id: ReleaseId): Promise<Release>;
  /** The events themselves, oldest first: for drawings of the log. */
  events(id: ReleaseId): Promise<readonly TimedEvent[]>;
  /** Appends behind what `release` has seen, or says that somebody was faster. Null starts a log. */
  record(
    id: ReleaseId,
    release: Release | null,
    events: readonly ReleaseEvent[],
    fence?: Fence,
  ): Promise<RecordOutcome>;
};

/** The log's name in the store. */
export function releaseLogName(id: ReleaseId): string {
  return `release/${id}`;
}

const kept = 2_000;

/** Keeps the last folds in memory; they are a cache of the log and may be dropped at any time. */
export function createReleaseLog(ports: { readonly store: LogStore; readonly clock: Clock }): ReleaseLog {
  const cache = new Map<ReleaseId, Release>();
  const keep = (release: Release): Release => {
    cache.delete(release.id);
    cache.set(release.id, release);
    const oldest = cache.size > kept ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return release;
  };
  const find = async (id: ReleaseId): Promise<Release | null> => {
    const known = cache.get(id) ?? null;
    const events = await ports.store.read(releaseLogName(id), known?.seq ?? 0);
    const release = events.reduce<Release | null>(
      (folded, event) => foldRelease(folded, parseEvent(event.body), event.at),
      known,
    );
    return release === null ? null : keep(release);
  };
  return {
    find,
    async get(id) {
      const release = await find(id);
      if (release === null) throw new ReleaseError('RELEASE_NOT_FOUND', 'user', `There is no release ${id}.`);
      return release;
    },
    async events(id) {
      const events = await ports.store.read(releaseLogName(id));
      return events.map((event) => ({ seq: event.seq, at: event.at, body: parseEvent(event.body) }));
    },
    async record(id, release, events, fence) {
      const at = ports.clock.now();
      const request = {
        log: releaseLogName(id),
        expectedSeq: release?.seq ?? 0,
        at,
        // What this version could not read again is not written either.
        bodies: events.map(parseEvent) as readonly Json[],
      };
      const outcome = await ports.store.append(fence === undefined ? request : { ...request, fence });
      if (outcome.kind !== 'appended') return { kind: outcome.kind };
      const folded = events.reduce<Release | null>((state, event) => foldRelease(state, event, at), release);
      return folded === null ? { kind: 'conflict' } : { kind: 'recorded', release: keep(folded) };
    },
  };
}

function parseEvent(body: unknown): ReleaseEvent {
  const parsed = ReleaseEvent.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ReleaseError(
    'PAYLOAD_INVALID',
    'fatal',
    'A stored release event has a shape this version does not know. Update every process to the same version.',
  );
}
