import { describe, expect, it } from 'vitest';
import { openBreakers } from '#domain/project-log/open-breaker.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { emptyProject, foldProject, type ProjectRecord } from '#domain/project-log/project-record.ts';
import { rel } from '../../operations/a-workshop.ts';

const hour = 3_600_000;
const limit = { environment: 'production', rollbacks: 2, within: 24 * hour };

type Ending = Extract<ProjectEvent, { type: 'release.closed' }>['ending'];
type Past = {
  readonly ending: Ending | null;
  readonly at: number;
  readonly intent?: 'release' | 'rollback' | 'rehearsal';
  readonly environment?: string;
  readonly services?: string[];
  readonly begun?: string[];
};

/** A project with this past: each release claims api in production and ends at its hour. */
function recordOf(past: readonly Past[]): ProjectRecord {
  const events = past.flatMap((one, index): { at: number; body: ProjectEvent }[] => {
    const { ending, at, intent = 'release', environment = 'production', services = ['api'], begun } = one;
    const release = rel(index + 1);
    const opened = { v: 1, type: 'release.opened', release, version: `1.${index}.0`, intent } as const;
    const claimed = { v: 1, type: 'services.claimed', release, environment, services } as const;
    const closed =
      ending === null
        ? []
        : [{ v: 1, type: 'release.closed', release, ending, ...(begun === undefined ? {} : { begun }) } as const];
    return [opened, claimed, ...closed].map((body) => ({ at: at * hour, body }));
  });
  return events.reduce((record, { at, body }) => foldProject(record, body, at), emptyProject);
}

const openAt = (past: readonly Past[], now: number) => openBreakers(recordOf(past), ['api', 'web'], limit, now * hour);
const back = (at: number, more: Partial<Past> = {}): Past => ({ ending: 'rolled_back', at, ...more });

describe('the breaker of a service', () => {
  it('is open once it was taken back so often in the time, and says by which releases and until when', () => {
    expect(openAt([back(1)], 2)).toEqual([]);
    expect(openAt([back(1), back(5)], 6)).toEqual([
      {
        service: 'api',
        rollbacks: [
          { release: rel(1), version: '1.0.0', at: hour },
          { release: rel(2), version: '1.1.0', at: 5 * hour },
        ],
        closesAt: 25 * hour,
      },
    ]);
  });

  it('closes by itself when too few of them are young enough', () => {
    expect(openAt([back(1), back(5)], 24.9)).toHaveLength(1);
    expect(openAt([back(1), back(5)], 25)).toEqual([]);
    expect(openAt([back(1), back(5), back(20)], 25)).toMatchObject([{ closesAt: 29 * hour }]);
  });

  it('counts rollbacks of their own, too', () => {
    expect(openAt([back(1), { ending: 'released', intent: 'rollback', at: 2 }], 3)).toHaveLength(1);
  });

  it.each<readonly [string, Past]>([
    ['a release that was cancelled', { ending: 'cancelled', at: 2 }],
    ['one that is open', { ending: null, at: 2 }],
    ['a rollback that was itself undone', { ending: 'rolled_back', intent: 'rollback', at: 2 }],
    ['a rehearsal', { ending: 'released', intent: 'rehearsal', at: 2 }],
    ['another environment', back(2, { environment: 'staging' })],
    ['another service', back(2, { services: ['web'] })],
    ['what was claimed and not begun', back(2, { services: ['api', 'web'], begun: ['production/web'] })],
  ])('does not count %s', (_what, past) => {
    expect(openAt([back(1), past], 3)).toEqual([]);
  });

  it('is closed by a release that ends well while it is open, and by none before', () => {
    const well = (at: number): Past => ({ ending: 'released', at });
    expect(openAt([back(1), back(2), well(3)], 4)).toEqual([]);
    expect(openAt([back(1), back(2), well(3), back(4)], 5)).toEqual([]);
    expect(openAt([back(1), well(2), back(3)], 4)).toHaveLength(1);
  });
});
