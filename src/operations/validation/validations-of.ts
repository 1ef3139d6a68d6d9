import type { Plan } from '#domain/plan/plan.ts';
import type { Release } from '#domain/release/release.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';

/** The validations of a plan's version and source commit that have come to their end, newest first, each read when it is asked for; one of another commit says nothing of it. */
export async function* validationsOf(
  ports: { readonly projects: Pick<ProjectLog, 'get'>; readonly releases: Pick<ReleaseLog, 'find'> },
  { project, version, unit, source }: Plan,
): AsyncGenerator<Release> {
  const { releases } = await ports.projects.get(project);
  const ended = releases.filter(
    (one) =>
      one.intent === 'validation' && one.version === version && one.unit === unit && one.closed?.ending === 'released',
  );
  for (const { id } of ended.toReversed()) {
    const release = await ports.releases.find(id);
    if (release !== null && release.plan.source === source) yield release;
  }
}
