import type { Project } from '#domain/project/project.ts';
import type { TagRefusal } from '#domain/tagging/tag-outcome.ts';
import { type ReleaseUnit, unitOf } from '#domain/version/release-unit.ts';

/** What a tag is for: the whole project, or the service named where each has a version of its own. */
export function taggedUnit(
  project: Project,
  service: string | null,
): { readonly kind: 'unit'; readonly unit: ReleaseUnit } | { readonly kind: 'refused'; readonly refusal: TagRefusal } {
  const known = Object.keys(project.services);
  if (service !== null && !known.includes(service))
    return { kind: 'refused', refusal: { code: 'unknown_service', service, known } };
  const choice = unitOf(project, service === null ? null : [service]);
  if (choice.kind === 'unit') return choice;
  return {
    kind: 'refused',
    refusal: { code: 'several_versions', units: choice.units.flatMap(({ name }) => name ?? []) },
  };
}
