import type { Release } from '#domain/release/release.ts';
import type { Clock } from '#ports/clock.ts';
import { noteDrift } from './act.ts';
import { type Advance, closeRelease } from './advance.ts';
import type { ProjectLog } from './project-log.ts';
import type { ReplanPorts } from './propose/replan.ts';
import type { ReleaseLog } from './release-log.ts';

export type SweepPorts = ReplanPorts & {
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  readonly advance: Advance;
  readonly clock: Clock;
  readonly report: (error: unknown, what: string) => void;
};

/** A listing whose own log was never started is given up after this long: its request died in between. */
const orphanAge = 10 * 60_000;

/**
 * Looks at every open release of every project and moves on what was forgotten: lost jobs, dead workers, claims of ended releases. One
 * release's trouble never keeps the sweep from the next.
 */
export function createSweep(ports: SweepPorts): () => Promise<void> {
  return async () => {
    for (const project of Object.keys(ports.configuration.projects())) {
      const record = await ports.projects.get(project);
      const holders = new Set(record.claims.values());
      const open = record.releases.filter((one) => one.closed === null || holders.has(one.id));
      for (const listed of open) {
        try {
          const release = await ports.releases.find(listed.id);
          if (release === null) await giveUpOrphan(ports, project, listed);
          else await visit(ports, release);
        } catch (error) {
          ports.report(error, `sweep of ${listed.id}`);
        }
      }
    }
  };
}

async function visit(ports: SweepPorts, release: Release): Promise<void> {
  if (release.ending !== null) await closeRelease(ports.projects, release);
  const known = await noteDrift(ports, release).catch((error: unknown) => {
    ports.report(error, `drift of ${release.id}`);
    return release;
  });
  await ports.advance(release.id, { known });
}

async function giveUpOrphan(
  ports: SweepPorts,
  project: string,
  listed: { readonly id: Release['id']; readonly openedAt: number },
): Promise<void> {
  if (ports.clock.now() - listed.openedAt < orphanAge) return;
  await ports.projects.change(project, (record) =>
    record.releases.some((one) => one.id === listed.id && one.closed === null)
      ? [{ v: 1, type: 'release.closed', release: listed.id, ending: 'abandoned' }]
      : [],
  );
}
