import { z } from 'zod';
import { Name } from '../ids.ts';
import type { Project } from '../project/project.ts';
import { type ProjectRecord, runningVersion } from '../project-log/project-record.ts';

/** A service that a release leaves as it is, and that runs another version where the release is verified than where it goes last. */
export const Neighbour = z.strictObject({
  service: Name,
  /** Where the release is verified last before it goes on, and what runs there. */
  verified: z.strictObject({ environment: Name, version: z.string() }),
  /** The last environment of the release, and what runs there. */
  met: z.strictObject({ environment: Name, version: z.string() }),
});
export type Neighbour = z.infer<typeof Neighbour>;

/**
 * What a release meets in its last environment that was not beside it in the one before: what was verified there says less than it seems to.
 * Only what is known to have run counts; empty where fewer than two environments are gone through.
 */
export function neighboursOf(
  record: ProjectRecord,
  project: Pick<Project, 'services' | 'environments'>,
  { services, environments }: { readonly services: readonly string[]; readonly environments: readonly string[] },
): readonly Neighbour[] {
  const names = project.environments.map(({ name }) => name).filter((name) => environments.includes(name));
  const [before, last] = names.slice(-2);
  if (before === undefined || last === undefined) return [];
  return Object.keys(project.services).flatMap((service): Neighbour[] => {
    if (services.includes(service)) return [];
    const verified = runningVersion(record, before, service);
    const met = runningVersion(record, last, service);
    if (verified === null || met === null || verified === met) return [];
    return [
      { service, verified: { environment: before, version: verified }, met: { environment: last, version: met } },
    ];
  });
}
