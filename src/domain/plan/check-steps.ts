import type { StepId } from '../ids.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { Step } from './step.ts';

/** What a strategy made of one environment, and what it was to keep to. */
export type CompiledEnvironment = {
  readonly environment: string;
  readonly strategy: string;
  /** The steps that must have succeeded before anything is deployed here: claims and gates. */
  readonly after: readonly StepId[];
  readonly steps: readonly Step[];
};

/**
 * Holds a strategy's steps to the rules no strategy may break: nothing is deployed before what it was told to wait for, every deployment is
 * verified, services follow what they need, and each waits for the verification of the one before. Gives the first broken rule, or null.
 */
export function checkSteps(
  { environment, strategy, after, steps }: CompiledEnvironment,
  needsOf: (service: string) => readonly string[],
): PlanRefusal | null {
  const deploys = steps.filter((step) => step.kind === 'deploy');
  const ancestors = ancestorsOf(steps);
  const isBehind = (step: Step, other: Step | undefined): boolean =>
    other !== undefined && ancestors.get(step.id)?.has(other.id) === true;
  const verifyOf = (deploy: Step): Step | undefined => steps.find((step) => isVerificationOf(step, deploy));
  for (const deploy of deploys) {
    const service = deploy.service ?? '';
    if (after.some((id) => ancestors.get(deploy.id)?.has(id) !== true))
      return { code: 'ungated_deploy', environment, strategy, service };
    if (verifyOf(deploy) === undefined) return { code: 'unverified_deploy', environment, service };
    for (const need of needsOf(service)) {
      const needed = deploys.filter((other) => other.service === need);
      if (needed.some((other) => !isBehind(deploy, verifyOf(other))))
        return { code: 'dependency_circle', services: [service, need] };
    }
  }
  const isAtOnce = (one: Step, other: Step): boolean =>
    one.service !== other.service && !isBehind(one, verifyOf(other)) && !isBehind(other, verifyOf(one));
  return deploys.some((one) => deploys.some((other) => isAtOnce(one, other)))
    ? { code: 'all_at_once', environment, strategy }
    : null;
}

function isVerificationOf(step: Step, deploy: Step): boolean {
  return step.kind === 'verify-service' && step.service === deploy.service && step.needs.includes(deploy.id);
}

type Ancestors = ReadonlyMap<StepId, ReadonlySet<StepId>>;

const worked = new WeakMap<readonly Step[], Ancestors>();

/** All the steps that must have succeeded before each step, however far back and in whatever order the steps are listed. */
export function ancestorsOf(steps: readonly Step[]): Ancestors {
  const known = worked.get(steps) ?? collectAncestors(steps);
  worked.set(steps, known);
  return known;
}

function collectAncestors(steps: readonly Step[]): Ancestors {
  const needs = new Map(steps.map((step) => [step.id, step.needs]));
  const found = new Map<StepId, Set<StepId>>();
  const collect = (id: StepId): ReadonlySet<StepId> => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const all = new Set<StepId>();
    found.set(id, all);
    for (const need of needs.get(id) ?? []) {
      all.add(need);
      for (const further of collect(need)) all.add(further);
    }
    return all;
  };
  for (const step of steps) collect(step.id);
  return found;
}
