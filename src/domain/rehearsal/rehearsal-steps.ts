import { StepId } from '../ids.ts';
import { lastOf } from '../plan/last-of.ts';
import { plainStep } from '../plan/plain-step.ts';
import { rollbackSteps } from '../plan/rollback-steps.ts';
import type { Step } from '../plan/step.ts';
import { returnPrefix } from './is-return.ts';

/**
 * A rehearsal: the way into one environment, and behind it the steps of its rollback plan as steps of the plan itself, under names of their
 * own. What is watched on the way there is watched until it goes back. At the end stands the certificate.
 */
export function rehearsalSteps(
  forward: readonly Step[],
  { project, environment, strategies }: Rehearsed,
): readonly Step[] {
  const last = lastOf(forward);
  const back = rollbackSteps(forward).map((step) => asReturn(step, environment, last));
  const certify: Step = {
    ...plainStep,
    id: StepId.parse(`${environment}/certify`),
    kind: 'certify',
    title: `Write the certificate of the rehearsal in ${environment}`,
    environment,
    needs: [...lastOf(back)],
    params: { project, environment, strategies, back: back.map(({ id }) => id) },
  };
  return [...forward.map((step) => watchedUntil(step, back)), ...back, certify];
}

type Rehearsed = {
  readonly project: string;
  readonly environment: string;
  /** By which strategy each service goes. */
  readonly strategies: Readonly<Record<string, string>>;
};

/** `rollback/staging/deploy/api` as `staging/return/deploy/api`. */
function asReturn(step: Step, environment: string, last: readonly StepId[]): Step {
  const title =
    step.kind === 'verify-service' ? `Verify ${step.service} in ${environment} after the return` : step.title;
  const needs = step.needs.length === 0 ? [...last] : step.needs.map((need) => returnId(need, environment));
  return { ...step, id: returnId(step.id, environment), title, needs, undoes: null };
}

function returnId(id: StepId, environment: string): StepId {
  return StepId.parse(id.replace(`rollback/${environment}/`, returnPrefix(environment)));
}

function watchedUntil(step: Step, back: readonly Step[]): Step {
  const end = back.find(({ kind, service }) => kind === 'deploy' && service === step.service);
  return step.background && end !== undefined ? { ...step, params: { ...step.params, until: end.id } } : step;
}
