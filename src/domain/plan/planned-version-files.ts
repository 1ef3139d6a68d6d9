import type { Project } from '../project/project.ts';

/** The version files that a release of these services writes: those of the project, then those of the services, each once. */
export function plannedVersionFiles(
  project: Pick<Project, 'versionFiles' | 'services'>,
  services: readonly string[],
): Project['versionFiles'] {
  const all = [...project.versionFiles, ...services.flatMap((name) => project.services[name]?.versionFiles ?? [])];
  return [...new Map(all.map((file) => [JSON.stringify(file), file])).values()];
}
