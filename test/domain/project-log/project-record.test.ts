import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import {
  emptyProject,
  foldProject,
  holdersOf,
  movedSince,
  type ProjectRecord,
  runningVersion,
  versionsKnown,
} from '#domain/project-log/project-record.ts';

const one = ReleaseId.parse('rel-000000000001');
const two = ReleaseId.parse('rel-000000000002');
const v = 1;

const opened = (release: ReleaseId): ProjectEvent => ({
  v,
  type: 'release.opened',
  release,
  version: '1.5.0',
  intent: 'release',
});
const closed = (release: ReleaseId, ending: 'released' | 'abandoned' = 'released'): ProjectEvent => ({
  v,
  type: 'release.closed',
  release,
  ending,
});
const claimed = (release: ReleaseId, ...services: string[]): ProjectEvent => ({
  v,
  type: 'services.claimed',
  release,
  environment: 'production',
  services,
});
const ran = (release: ReleaseId, service: string, version: string | null): ProjectEvent => ({
  v,
  type: 'service.ran',
  release,
  environment: 'production',
  service,
  version,
  commit: null,
});

/** Folds events a minute apart, the first at minute one. */
function record(...events: readonly ProjectEvent[]): ProjectRecord {
  return events.reduce((folded, event, index) => foldProject(folded, event, (index + 1) * 60_000), emptyProject);
}

describe('foldProject', () => {
  it('counts every event, also those that change nothing', () => {
    expect(record(opened(one), opened(one), closed(two)).seq).toBe(3);
  });

  it('lists a release once, however often it is opened', () => {
    expect(record(opened(one), opened(one)).releases).toHaveLength(1);
  });

  it('closes a release once and keeps how it first ended', () => {
    const [listed] = record(opened(one), closed(one), closed(one, 'abandoned')).releases;
    expect(listed?.closed).toEqual({ at: 120_000, ending: 'released' });
  });

  it('opens a release again that was given up before its request came back', () => {
    const [listed] = record(opened(one), closed(one, 'abandoned'), opened(one)).releases;
    expect(listed).toMatchObject({ openedAt: 60_000, closed: null });
  });

  it('leaves a release that has ended closed when it is opened again', () => {
    const [listed] = record(opened(one), closed(one), opened(one)).releases;
    expect(listed?.closed?.ending).toBe('released');
  });

  it('frees what a release held when it closes, and nothing else', () => {
    const { claims } = record(claimed(one, 'api'), claimed(two, 'web'), closed(one));
    expect([...claims]).toEqual([['production/web', two]]);
  });

  it('notes a run once for each release', () => {
    const runs = record(ran(one, 'api', '1.5.0'), ran(one, 'api', '1.5.0'), ran(two, 'api', '1.5.0')).runs;
    expect(runs.get('production/api')).toHaveLength(2);
  });
});

describe('what a project record tells', () => {
  const told = record(
    ran(one, 'api', '1.4.0'),
    ran(one, 'api', '1.5.0'),
    ran(two, 'api', '1.4.0'),
    ran(one, 'web', null),
  );

  it('names the version that ran last', () => {
    expect(runningVersion(told, 'production', 'api')).toBe('1.4.0');
    expect(runningVersion(told, 'production', 'web')).toBeNull();
    expect(runningVersion(told, 'staging', 'api')).toBeNull();
  });

  it('names every version known to have run, newest run first, each once', () => {
    expect(versionsKnown(told, 'production', 'api')).toEqual(['1.4.0', '1.5.0']);
    expect(versionsKnown(told, 'production', 'web')).toEqual([]);
  });

  it('gives the same answer twice', () => {
    expect(versionsKnown(told, 'production', 'api')).toEqual(versionsKnown(told, 'production', 'api'));
  });

  it('names the other holders, each once', () => {
    const held = record(claimed(two, 'api', 'web'), claimed(one, 'worker'));
    expect(holdersOf(held, 'production', ['api', 'web', 'worker'], one)).toEqual([two]);
    expect(holdersOf(held, 'staging', ['api'], one)).toEqual([]);
  });
});

describe('movedSince', () => {
  const told = record(ran(two, 'api', '1.4.0'), ran(two, 'api', '1.5.0'), ran(one, 'web', '1.6.0'));
  const moved = (service: string, version: string | null, since: number) =>
    movedSince(told, 'production', [{ service, version }], since, one);

  it.each([
    [
      'another release has moved it since',
      'api',
      '1.4.0',
      60_000,
      [{ service: 'api', version: '1.5.0', expected: '1.4.0' }],
    ],
    ['it was moved before the plan was made', 'api', '1.4.0', 120_000, []],
    ['it was moved to what is expected', 'api', '1.5.0', 0, []],
    ['the release itself has moved it', 'web', '1.5.0', 0, []],
    ['nothing is known of it', 'worker', '1.4.0', 0, []],
  ])('says of a service, when %s', (_what, service, version, since, expected) => {
    expect(moved(service, version, since)).toEqual(expected);
  });
});
