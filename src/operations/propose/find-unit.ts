import type { Project } from '#domain/project/project.ts';
import { type ReleaseUnit, unitOf } from '#domain/version/release-unit.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';

/**
 * What the services asked for are versioned with; null services are all of the project. Refuses a service nobody knows, and services that do
 * not share a version, with what to type for each.
 */
export function findUnit(
  command: '/release' | '/rollback' | '/rollback-plan' | '/release-validation',
  asked: {
    readonly name: string;
    readonly project: Project;
    readonly services: readonly string[] | null;
    readonly version: string | null;
  },
): { readonly kind: 'unit'; readonly unit: ReleaseUnit } | RefusedProposal {
  const { name, project, services, version } = asked;
  const known = Object.keys(project.services);
  const unknown = services === null ? undefined : services.find((service) => !known.includes(service));
  const isNone = services !== null && services.length === 0;
  if (unknown !== undefined || isNone)
    return refuseProposal({ code: 'plan', refusal: { code: 'unknown_service', service: unknown ?? '', known } });
  const choice = unitOf(project, services);
  if (choice.kind === 'unit') return choice;
  const units = choice.units.map((unit) => ({
    name: unit.name ?? name,
    services: services === null ? unit.services : unit.services.filter((service) => services.includes(service)),
  }));
  return refuseProposal({ code: 'spans_versions', command, project: name, version, units });
}
