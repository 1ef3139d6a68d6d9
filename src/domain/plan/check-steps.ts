import type { StepId } from '../ids.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import { stageOf } from './stage.ts';
import type { Step } from './step.ts';

/** What a strategy made of one environment, and what it was to keep to. */
export type CompiledEnvironment = {
  readonly environment: string;
  readonly strategy: string;
  /** The steps that must have succeeded before anything is deployed here: claims and gates. */
  readonly after: readonly StepId[];
  /** How many services may be moved at the same time; one when left out. */
  readonly wave?: number;
  readonly steps: readonly Step[];
};

/** One service as a strategy moves it: every stage, in order, with what verifies it. */
type Course = {
  readonly service: string;
  readonly stages: readonly { readonly deploy: Step; readonly verify: Step }[];
};

/**
 * Holds a strategy's steps to the rules no strategy may break: nothing is deployed before what it was told to wait for, every stage is
 * verified before the next and stands for a greater share, services follow what they need, and no more of them than a wave holds are moved
 * at the same time. Gives the first broken rule, or null.
 */
export function checkSteps(
  { environment, strategy, after, wave = 1, steps }: CompiledEnvironment,
  needsOf: (service: string) => readonly string[],
): PlanRefusal | null {
  const deploys = steps.filter((step) => step.kind === 'deploy');
  const ancestors = ancestorsOf(steps);
  const isBehind = (step: Step, other: Step): boolean => ancestors.get(step.id)?.has(other.id) === true;
  const courses: Course[] = [];
  for (const service of new Set(deploys.map((step) => step.service ?? ''))) {
    const own = deploys.filter((step) => step.service === service);
    if (own.some((deploy) => after.some((id) => ancestors.get(deploy.id)?.has(id) !== true)))
      return { code: 'ungated_deploy', environment, strategy, service };
    const stages = own.flatMap((deploy) => {
      const verify = steps.find((step) => isVerificationOf(step, deploy));
      return verify === undefined ? [] : [{ deploy, verify }];
    });
    if (stages.length < own.length) return { code: 'unverified_deploy', environment, service };
    if (!growsInOrder(stages, isBehind)) return { code: 'hasty_stage', environment, strategy, service };
    courses.push({ service, stages });
  }
  return misplaced(courses, { environment, strategy, wave }, needsOf, isBehind);
}

/** Each stage waits for the verification of the one before, and none is smaller than it. Retiring what is idle comes after all. */
function growsInOrder(stages: Course['stages'], isBehind: (step: Step, other: Step) => boolean): boolean {
  return stages.every(({ deploy }, index) => {
    const before = stages[index - 1];
    return before === undefined || (isBehind(deploy, before.verify) && reach(deploy) >= reach(before.deploy));
  });
}

/** The share of the traffic or of the instances a stage leads to, in percent. */
function reach(deploy: Step): number {
  const stage = stageOf(deploy.params);
  if ('percent' in stage) return stage.percent;
  return stage.kind === 'idle' ? 0 : 100;
}

function misplaced(
  courses: readonly Course[],
  { environment, strategy, wave }: { environment: string; strategy: string; wave: number },
  needsOf: (service: string) => readonly string[],
  isBehind: (step: Step, other: Step) => boolean,
): PlanRefusal | null {
  // What is taken away at the end moves nothing: a service is where it should be when it has all of the traffic.
  const first = ({ stages }: Course): Step | undefined => stages[0]?.deploy;
  const end = ({ stages }: Course): Step | undefined => stages.find(({ deploy }) => reach(deploy) === 100)?.verify;
  const follows = (one: Course, other: Course): boolean => {
    const [start, ended] = [first(one), end(other)];
    return start !== undefined && ended !== undefined && isBehind(start, ended);
  };
  for (const course of courses) {
    for (const need of needsOf(course.service)) {
      const needed = courses.find(({ service }) => service === need);
      if (needed !== undefined && !follows(course, needed))
        return { code: 'dependency_circle', services: [course.service, need] };
    }
  }
  const isAtOnce = (one: Course, other: Course): boolean =>
    one !== other && !follows(one, other) && !follows(other, one);
  const widest = Math.max(1, ...courses.map((one) => 1 + courses.filter((other) => isAtOnce(one, other)).length));
  return widest > wave ? { code: 'all_at_once', environment, strategy } : null;
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
