import { type ProjectTally, ruleTallies } from '#domain/release/project-tally.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { ProjectLog } from './project-log.ts';
import type { ReleaseLog } from './release-log.ts';

const month = 30 * 86_400_000;
const mostReleases = 500;

/** What the rules that only tell would have done in the last 30 days, for every project or one; read from the logs of its releases. */
export type TellTally = (project: string | null) => Promise<readonly ProjectTally[]>;

/** Reads at most the newest 500 releases of a project. */
export function createTally(ports: {
  readonly configuration: Configuration;
  readonly projects: ProjectLog;
  readonly releases: ReleaseLog;
  readonly clock: Clock;
}): TellTally {
  return async (only) => {
    const since = ports.clock.now() - month;
    const names = Object.keys(ports.configuration.projects()).filter((name) => only === null || name === only);
    return Promise.all(names.map((name) => tallyOf(ports, name, since)));
  };
}

async function tallyOf(
  { projects, releases }: Parameters<typeof createTally>[0],
  project: string,
  since: number,
): Promise<ProjectTally> {
  const listed = (await projects.get(project)).releases.filter(
    ({ intent, openedAt }) => intent === 'release' && openedAt >= since,
  );
  const found = await Promise.all(listed.slice(-mostReleases).map(({ id }) => releases.find(id)));
  const known = found.filter((release) => release !== null);
  return { project, since, releases: known.length, rules: ruleTallies(known) };
}
