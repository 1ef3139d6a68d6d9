import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { emptyProject, foldProject, type ProjectRecord } from '#domain/project-log/project-record.ts';
import { daysSinceRelease } from '#domain/risk/last-release.ts';
import { pastFailures } from '#domain/risk/past-failures.ts';

type Ending = Extract<ProjectEvent, { type: 'release.closed' }>['ending'];

const day = 86_400_000;

/** One release a day, each of which has run on its service. */
function recordOf(
  ...past: readonly (readonly [service: string, ending: Ending, intent?: 'rollback'])[]
): ProjectRecord {
  return past.reduce((record, [service, ending, as], index) => {
    const intent = as ?? ('release' as const);
    const release = ReleaseId.parse(`rel-00000000000${index}`);
    const events: readonly ProjectEvent[] = [
      { v: 1, type: 'release.opened', release, version: `1.${index}.0`, intent },
      { v: 1, type: 'service.ran', release, environment: 'production', service, version: `1.${index}.0`, commit: null },
      { v: 1, type: 'release.closed', release, ending },
    ];
    return events.reduce((folded, event) => foldProject(folded, event, index * day), record);
  }, emptyProject);
}

describe('pastFailures', () => {
  it('counts those that were taken back by themselves', () => {
    const record = recordOf(['api', 'released'], ['api', 'rolled_back'], ['api', 'released']);
    expect(pastFailures(record, ['api'])).toEqual({ failed: 1, of: 3 });
  });

  it('counts the one that a rollback took back after its end', () => {
    const record = recordOf(['api', 'released'], ['api', 'released', 'rollback'], ['api', 'released']);
    expect(pastFailures(record, ['api'])).toEqual({ failed: 1, of: 2 });
  });

  it('leaves out other services and what never went out', () => {
    const record = recordOf(['web', 'rolled_back'], ['api', 'rejected'], ['api', 'cancelled'], ['api', 'released']);
    expect(pastFailures(record, ['api'])).toEqual({ failed: 0, of: 1 });
  });

  it('looks at the last ten', () => {
    const failed = Array.from({ length: 4 }, () => ['api', 'rolled_back'] as const);
    const well = Array.from({ length: 5 }, () => ['api', 'released'] as const);
    expect(pastFailures(recordOf(...failed, ...well), ['api'])).toEqual({ failed: 4, of: 9 });
  });
});

describe('daysSinceRelease', () => {
  it('counts whole days since the last one that ended well', () => {
    const record = recordOf(['api', 'released'], ['api', 'rolled_back']);
    expect(daysSinceRelease(record, 3 * day + 5)).toBe(3);
  });

  it('does not know before the first', () => {
    expect(daysSinceRelease(recordOf(['api', 'rolled_back']), 3 * day)).toBeNull();
  });
});
