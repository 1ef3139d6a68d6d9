import { type Json, StepId } from '../ids.ts';
import type { CommandLine } from '../project/deployer-config.ts';
import type { Environment } from '../project/environment.ts';
import { commitParams } from './commit-params.ts';
import { lastOf } from './last-of.ts';
import { plainStep } from './plain-step.ts';
import type { PlanFacts } from './plan-facts.ts';
import { stageOf } from './stage.ts';
import type { Step } from './step.ts';

/** The steps of a rollout with a warm-up in front of the first requests that a side gets which was idle. */
export function withWarmUps(facts: PlanFacts, { name }: Environment, steps: readonly Step[]): readonly Step[] {
  const { hooks } = facts.project;
  const command = hooks?.beforeSwitch;
  if (command === undefined) return steps;
  return steps.flatMap((step): Step[] => {
    if (!isFirstAfterIdle(step, steps)) return [step];
    const warmUp: Step = {
      ...plainStep,
      id: StepId.parse(`${name}/warm-up/${step.service}`),
      kind: 'warm-up',
      title: `Warm ${step.service} ${facts.version} up in ${name}`,
      environment: name,
      service: step.service,
      needs: step.needs,
      params: hookParams(facts, command),
    };
    return [warmUp, { ...step, needs: [warmUp.id] }];
  });
}

/** The switch, or the first share of the traffic that comes before it. */
function isFirstAfterIdle(step: Step, steps: readonly Step[]): boolean {
  const own = steps.filter(({ kind, service }) => kind === 'deploy' && service === step.service);
  const idle = own.findIndex(({ params }) => stageOf(params).kind === 'idle');
  return idle >= 0 && own[idle + 1]?.id === step.id;
}

/** What runs once all services of an environment are where they should be, in a rollback as well. */
export function afterDeploy(facts: PlanFacts, { name }: Environment, before: readonly Step[]): readonly Step[] {
  const command = facts.project.hooks?.afterDeploy;
  if (command === undefined) return [];
  return [
    {
      ...plainStep,
      id: StepId.parse(`${name}/after-deploy`),
      kind: 'after-deploy',
      title: `Run the command after the deployments in ${name}`,
      environment: name,
      service: null,
      needs: [...lastOf(before)],
      params: hookParams(facts, command),
    },
  ];
}

/** The same once the services of a release are back, from the first deployment on that there is to undo. */
export function afterReturn(hook: Step, firstDeploy: StepId, needs: readonly StepId[]): Step {
  const { version = null, previous = null } = hook.params;
  return {
    ...hook,
    id: StepId.parse(`rollback/${hook.id}`),
    title: `Run the command after the return in ${hook.environment}`,
    needs: [...needs],
    params: { ...hook.params, version: previous ?? version, previous: version },
    undoes: firstDeploy,
  };
}

/** A rollback runs them in the commit it leads to; everything else in its own. */
function hookParams(facts: PlanFacts, command: CommandLine): Record<string, Json> {
  const isForward = facts.intent !== 'rollback';
  return {
    url: facts.project.repository.url,
    version: facts.version,
    previous: facts.previous,
    checkout: isForward ? null : facts.source,
    commit: isForward ? commitParams(facts) : null,
    argv: [...command],
    timeout: facts.project.hooks?.timeout ?? 600_000,
  };
}
