import type { PlanRefusal } from '../plan/plan-refusal.ts';
import type { Project } from '../project/project.ts';

export type RehearsalPlace =
  | { readonly kind: 'environment'; readonly environment: string }
  | { readonly kind: 'refused'; readonly refusal: PlanRefusal };

/**
 * Where a version is rehearsed: where a person wants it, else in the environment nearest to the last one. All but the last may be used, or
 * those that `rehearsal.environments` names.
 */
export function rehearsalEnvironment(
  { environments, rehearsal }: Pick<Project, 'environments' | 'rehearsal'>,
  wanted: string | null,
): RehearsalPlace {
  const names = environments.map(({ name }) => name);
  if (wanted !== null && !names.includes(wanted))
    return { kind: 'refused', refusal: { code: 'unknown_environment', environment: wanted, known: names } };
  const allowed = rehearsalEnvironments({ environments, rehearsal });
  const environment = wanted ?? allowed.at(-1);
  if (environment === undefined)
    return { kind: 'refused', refusal: { code: 'nowhere_to_rehearse', environment: names[0] ?? '' } };
  return allowed.includes(environment)
    ? { kind: 'environment', environment }
    : { kind: 'refused', refusal: { code: 'not_for_rehearsals', environment, allowed } };
}

/** The environments in which a version may be rehearsed, in their configured order. */
export function rehearsalEnvironments({
  environments,
  rehearsal,
}: Pick<Project, 'environments' | 'rehearsal'>): readonly string[] {
  const names = environments.map(({ name }) => name);
  return rehearsal.environments === undefined
    ? names.slice(0, -1)
    : names.filter((name) => rehearsal.environments?.includes(name) === true);
}
