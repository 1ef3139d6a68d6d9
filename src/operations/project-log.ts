import type { Json } from '#domain/ids.ts';
import { ProjectEvent } from '#domain/project-log/project-event.ts';
import { emptyProject, foldProject, type ProjectRecord } from '#domain/project-log/project-record.ts';
import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { LogStore } from '#ports/log-store.ts';

/** Reads and writes the log of a project. */
export type ProjectLog = {
  get(project: string): Promise<ProjectRecord>;
  /**
   * Asks `choose` for events until they are appended to the very record it saw. An empty answer appends nothing, so a repeat that finds
   * its work done is free. Gives the record afterwards.
   */
  change(project: string, choose: (record: ProjectRecord) => readonly ProjectEvent[]): Promise<ProjectRecord>;
};

/** Keeps each project's last fold in memory; it is a cache of the log. */
export function createProjectLog(ports: { readonly store: LogStore; readonly clock: Clock }): ProjectLog {
  const cache = new Map<string, ProjectRecord>();
  const get = async (project: string): Promise<ProjectRecord> => {
    const known = cache.get(project) ?? emptyProject;
    const events = await ports.store.read(`project/${project}`, known.seq);
    const record = events.reduce((folded, event) => foldProject(folded, parseEvent(event.body), event.at), known);
    cache.set(project, record);
    return record;
  };
  return {
    get,
    async change(project, choose) {
      for (let tries = 0; tries < 100; tries += 1) {
        const record = await get(project);
        const events = choose(record);
        if (events.length === 0) return record;
        const outcome = await ports.store.append({
          log: `project/${project}`,
          expectedSeq: record.seq,
          at: ports.clock.now(),
          // What this version could not read again is not written either.
          bodies: events.map(parseEvent) as readonly Json[],
        });
        if (outcome.kind === 'appended') return get(project);
      }
      throw new ReleaseError('LOG_CONFLICT', 'transient', `The log of ${project} is written by many at once.`);
    },
  };
}

function parseEvent(body: unknown): ProjectEvent {
  const parsed = ProjectEvent.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ReleaseError(
    'PAYLOAD_INVALID',
    'fatal',
    'A stored project event has a shape this version does not know. Update every process to the same version.',
  );
}
