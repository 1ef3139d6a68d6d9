import { type Millis, StepId } from '../ids.ts';
import { plainStep } from '../plan/plain-step.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import type { Step } from '../plan/step.ts';
import type { Environment } from '../project/environment.ts';
import type { Release } from '../release/release.ts';
import { checkStandings, verdictOf } from './verdict.ts';

/** What an environment demands of a validation. */
export type ValidationDemand = NonNullable<Environment['validation']>;

/** Why a validation does not keep a demand. */
export type DemandFault =
  | { readonly kind: 'too_old'; readonly age: Millis }
  | { readonly kind: 'not_ready'; readonly passed: number; readonly of: number }
  | { readonly kind: 'checks_missing'; readonly checks: readonly string[] };

/** Whether an ended validation keeps the demand now: young enough, and the named checks passed in it or, without any, ready. Null when it does. */
export function demandFault(validation: Release, demand: ValidationDemand, now: Millis): DemandFault | null {
  const age = now - (validation.ending?.at ?? 0);
  if (age > demand.within) return { kind: 'too_old', age };
  if (demand.checks.length === 0) {
    const { isReady, passed, of } = verdictOf(validation);
    return isReady ? null : { kind: 'not_ready', passed, of };
  }
  const standings = checkStandings(validation);
  const missing = demand.checks.filter((name) => {
    const own = standings.filter((check) => check.name === name);
    const passes = own.every(({ result, acceptedBy }) => acceptedBy !== null || result?.outcome === 'passed');
    return own.length === 0 || !passes;
  });
  return missing.length === 0 ? null : { kind: 'checks_missing', checks: missing };
}

/**
 * Looks for a validation of the release before an environment that demands one is asked for approval. Where there is none people are asked;
 * what is verified before is not taken back for it.
 */
export function validationCheck(
  { intent, projectName, version }: PlanFacts,
  { name, validation }: Environment,
  needs: readonly StepId[],
): Step | null {
  if (intent !== 'release' || validation === undefined) return null;
  const { checks, within } = validation;
  const named = checks.length === 0 ? '' : ` --checks "${checks.join(',')}"`;
  return {
    ...plainStep,
    id: StepId.parse(`${name}/check-validation`),
    kind: 'check-validation',
    title: `Look for a validation before ${name}`,
    environment: name,
    needs: [...needs],
    params: { checks, within, line: `/release-validation ${projectName} ${version}${named}` },
    effect: 'public',
  };
}
