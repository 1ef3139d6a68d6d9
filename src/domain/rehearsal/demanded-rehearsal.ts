import { type Millis, StepId } from '../ids.ts';
import { plainStep } from '../plan/plain-step.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import type { PlanRefusal } from '../plan/plan-refusal.ts';
import type { Step } from '../plan/step.ts';
import type { Environment } from '../project/environment.ts';
import { certificateFor } from './certificate-for.ts';
import { rehearseLine } from './rehearse-line.ts';

/** What the plan of a release says of its rehearsal: nothing where there was none. Refused where an environment demands a younger one. */
export function demandedRehearsal(
  facts: PlanFacts,
  plan: Plan,
  environments: readonly Environment[],
): PlanRefusal | Pick<Plan, 'rehearsed'> {
  const found = facts.intent === 'release' ? certificateFor(facts.certificates ?? [], plan) : null;
  const strict = environments.find(
    ({ rehearsal }) => rehearsal !== undefined && !isYoung(found?.at ?? null, rehearsal.within, facts.requestedAt),
  );
  if (facts.intent === 'release' && strict?.rehearsal !== undefined) {
    const { within } = strict.rehearsal;
    return {
      code: 'not_rehearsed',
      environment: strict.name,
      within,
      last: found?.at ?? null,
      line: rehearseLine(facts),
    };
  }
  if (found === null) return {};
  const { release, environment, at, tookBack } = found;
  return { rehearsed: { release, environment, at, tookBack } };
}

/** Whether a rehearsal that ended then is young enough now. */
export function isYoung(at: Millis | null, within: Millis, now: Millis): boolean {
  return at !== null && now - at <= within;
}

/**
 * Looks at the age of the rehearsal once more when an environment is entered that demands one: it grows while approvals are waited for. Where
 * it is too old by then, people are asked; what is verified before is not taken back for it.
 */
export function rehearsalCheck(
  facts: PlanFacts,
  { name, rehearsal }: Environment,
  needs: readonly StepId[],
): Step | null {
  if (facts.intent !== 'release' || rehearsal === undefined) return null;
  return {
    ...plainStep,
    id: StepId.parse(`${name}/check-rehearsal`),
    kind: 'check-rehearsal',
    title: `Check the age of the rehearsal before ${name}`,
    environment: name,
    needs: [...needs],
    params: { project: facts.projectName, within: rehearsal.within, line: rehearseLine(facts) },
    effect: 'public',
  };
}
