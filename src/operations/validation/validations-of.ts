import type { Plan } from '#domain/plan/plan.ts';
import type { Release } from '#domain/release/release.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';

/** The validations of a plan's version and source commit that have come to their end, newest first; one of another commit says nothing of it. */
export async function validationsOf(
  ports: { readonly projects: Pick<ProjectLog, 'get'>; readonly releases: Pick<ReleaseLog, 'find'> },
  { project, version, unit, source }: Plan,
): Promise<readonly Release[]> {
  const { releases } = await ports.projects.get(project);
  const ended = releases.filter(
    (one) =>
      one.intent === 'validation' && one.version === version && one.unit === unit && one.closed?.ending === 'released',
  );
  const found = await Promise.all(ended.toReversed().map(({ id }) => ports.releases.find(id)));
  return found.filter((release) => release !== null).filter((release) => release.plan.source === source);
}
