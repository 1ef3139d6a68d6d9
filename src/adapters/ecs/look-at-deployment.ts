import type { Deployment } from '#ports/deployer.ts';
import type { CiRun } from '../ci/ci-deployer.ts';
import { plainSentence } from '../plain-text.ts';
import { type EcsContext, findService } from './ecs-service.ts';
import { shortName } from './start-deployment.ts';

/**
 * How the service's deployment of a revision stands, by its rolloutState. Null when the service has none, or another one has replaced it before
 * it had ended.
 */
export async function lookAtDeployment(
  context: EcsContext,
  taskDefinition: string,
  deployment: Deployment,
): Promise<CiRun | null> {
  const service = await findService(context, deployment);
  const found = service?.deployments.find((one) => one.taskDefinition === taskDefinition);
  if (found === undefined) return null;
  const { desiredCount, failedTasks, rolloutState, rolloutStateReason = '', runningCount, status } = found;
  const name = shortName(taskDefinition);
  const reason = plainSentence(rolloutStateReason).replace(/\.$/, '');
  if (rolloutState === 'FAILED')
    return { kind: 'failure', why: `${name} failed${reason === '' ? '' : `: ${reason}`}.${pinned(deployment)}` };
  if (rolloutState === 'COMPLETED') return { kind: 'success', note: `${name} runs ${runningCount} tasks.` };
  if (status !== 'PRIMARY') return null;
  const failed = failedTasks === 0 ? '' : ` ${failedTasks} did not start.`;
  return { kind: 'in_progress', note: `${runningCount} of ${desiredCount} tasks of ${name} run.${failed}` };
}

/** A digest that the registry does not hold is not told apart by the circuit breaker from any other reason why tasks do not start. */
function pinned({ artifact }: Deployment): string {
  return artifact === undefined
    ? ''
    : ` Its image is ${artifact}, which was verified before: look whether the registry holds it.`;
}
