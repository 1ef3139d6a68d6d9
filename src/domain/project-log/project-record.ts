import type { Millis, ReleaseId, Sha } from '../ids.ts';
import type { Intent } from '../plan/intent.ts';
import type { Certificate } from '../rehearsal/certificate.ts';
import type { ProjectEvent } from './project-event.ts';

export type ListedRelease = {
  readonly id: ReleaseId;
  readonly version: string;
  /** The service or group whose version it is; absent where the version is the project's. */
  readonly unit?: string;
  readonly intent: Intent;
  readonly openedAt: Millis;
  /** What it has claimed, by `environment/service`; absent while nothing is. */
  readonly moved?: readonly string[];
  /** What it had begun to move when it ended, by `environment/service`; absent while it is open, and in older logs. */
  readonly begun?: readonly string[];
  readonly closed: {
    readonly at: Millis;
    readonly ending: 'released' | 'rolled_back' | 'rejected' | 'cancelled' | 'abandoned';
  } | null;
};

/** A version that was verified as running. */
export type Run = {
  readonly version: string | null;
  readonly commit: Sha | null;
  readonly release: ReleaseId;
  readonly at: Millis;
};

/** The folded log of a project. Runs are oldest first, by `environment/service`. */
export type ProjectRecord = {
  readonly seq: number;
  readonly releases: readonly ListedRelease[];
  /** Who holds a service, by `environment/service`. */
  readonly claims: ReadonlyMap<string, ReleaseId>;
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  /** What rehearsals have proved, oldest first. */
  readonly certificates: readonly Certificate[];
};

/** The record of a project whose log is empty. */
export const emptyProject: ProjectRecord = {
  seq: 0,
  releases: [],
  claims: new Map(),
  runs: new Map(),
  certificates: [],
};

/** Applies one event. Pure and total; repeats (the same claim, the same run) change nothing but the sequence. */
export function foldProject(record: ProjectRecord, event: ProjectEvent, at: Millis): ProjectRecord {
  return { ...record, ...changed(record, event, at), seq: record.seq + 1 };
}

function changed(record: ProjectRecord, event: ProjectEvent, at: Millis): Partial<ProjectRecord> {
  switch (event.type) {
    case 'release.opened': {
      const known = record.releases.find((one) => one.id === event.release);
      if (known !== undefined && known.closed?.ending !== 'abandoned') return {};
      // Given up as an orphan, and then its request came back and was carried out after all.
      if (known !== undefined)
        return { releases: record.releases.map((one) => (one === known ? { ...one, closed: null } : one)) };
      const { version, intent, unit } = event;
      const of = unit === undefined ? {} : { unit };
      const listed = { id: event.release, version, ...of, intent, openedAt: at, closed: null };
      return { releases: [...record.releases, listed] };
    }
    case 'services.claimed': {
      const claims = new Map(record.claims);
      const keys = event.services.map((service) => `${event.environment}/${service}`);
      for (const key of keys) claims.set(key, event.release);
      const releases = record.releases.map((one) =>
        one.id === event.release ? { ...one, moved: [...new Set([...(one.moved ?? []), ...keys])] } : one,
      );
      return { claims, releases };
    }
    case 'service.ran': {
      const key = `${event.environment}/${event.service}`;
      const runs = record.runs.get(key) ?? [];
      const last = runs.at(-1);
      if (last?.release === event.release && last.version === event.version) return {};
      const run = { version: event.version, commit: event.commit, release: event.release, at };
      return { runs: new Map(record.runs).set(key, [...runs, run]) };
    }
    case 'rehearsal.certified': {
      const { certificate } = event;
      const isKnown = record.certificates.some(({ release }) => release === certificate.release);
      return isKnown ? {} : { certificates: [...record.certificates, certificate] };
    }
    case 'release.closed': {
      const begun = event.begun === undefined ? {} : { begun: event.begun };
      return {
        releases: record.releases.map((one) =>
          one.id === event.release && one.closed === null
            ? { ...one, closed: { at, ending: event.ending }, ...begun }
            : one,
        ),
        claims: new Map([...record.claims].filter(([, holder]) => holder !== event.release)),
      };
    }
  }
}

/** The version known to run now, null when none is known. */
export function runningVersion(record: ProjectRecord, environment: string, service: string): string | null {
  return record.runs.get(`${environment}/${service}`)?.at(-1)?.version ?? null;
}

/** Every version known to have run there, newest first, each once. What was only rehearsed there is not one to go back to. */
export function versionsKnown(record: ProjectRecord, environment: string, service: string): readonly string[] {
  const rehearsed = new Map(
    record.releases.flatMap(({ id, intent, version }) => (intent === 'rehearsal' ? [[id, version]] : [])),
  );
  const versions = (record.runs.get(`${environment}/${service}`) ?? []).flatMap((run) =>
    run.version === null || run.version === rehearsed.get(run.release) ? [] : [run.version],
  );
  return [...new Set(versions.reverse())];
}

/** Who else holds any of these services: the releases to wait for. */
export function holdersOf(
  record: ProjectRecord,
  environment: string,
  services: readonly string[],
  except: ReleaseId,
): readonly ReleaseId[] {
  const holders = services.flatMap((service) => record.claims.get(`${environment}/${service}`) ?? []);
  return [...new Set(holders.filter((holder) => holder !== except))];
}

/**
 * Services that another release has moved since `since` to something else than expected: a plan made before knows the wrong way back.
 */
export function movedSince(
  record: ProjectRecord,
  environment: string,
  expected: readonly { readonly service: string; readonly version: string | null }[],
  since: Millis,
  except: ReleaseId,
): readonly { readonly service: string; readonly version: string | null; readonly expected: string | null }[] {
  return expected.flatMap(({ service, version }) => {
    const last = record.runs.get(`${environment}/${service}`)?.at(-1);
    const isMoved = last !== undefined && last.release !== except && last.at > since && last.version !== version;
    return isMoved ? [{ service, version: last.version, expected: version }] : [];
  });
}
