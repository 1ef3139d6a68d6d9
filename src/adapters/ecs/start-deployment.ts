import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import type { CiStart } from '../ci/ci-deployer.ts';
import {
  type EcsContext,
  type EcsService,
  findService,
  namesAt,
  type Revision,
  readRevision,
  tag,
  tagOfRevision,
} from './ecs-service.ts';
import { revisionFor } from './register-revision.ts';

/** Has the service run a revision that bears the key (UpdateService), once. A removal leaves the service with no tasks. */
export async function startDeployment(context: EcsContext, deployment: Deployment): Promise<CiStart> {
  const names = namesAt(context, deployment);
  const service = await findService(context, deployment);
  if (service === null)
    throw refused(
      `There is no service ${names.service} in the cluster ${names.cluster}. Create it, or correct the names.`,
    );
  const { type = 'ECS' } = service.deploymentController ?? {};
  if (type !== 'ECS')
    throw refused(`The service ${names.service} is deployed by ${type}. Give it the deployment controller ECS.`);
  const current = await readRevision(context, service.taskDefinition);
  const taskDefinition = await revisionFor(context, current, deployment, service.desiredCount);
  const count = countFor(deployment, service, current);
  const update = { ...names, taskDefinition, ...(count === null ? {} : { desiredCount: count }) };
  const sending = await context.client.send('UpdateService', update);
  if (sending.kind === 'unclear') return { run: null, note: `${sending.why}. Its deployment is looked for.` };
  return { run: taskDefinition, note: `The service ${names.service} was given ${shortName(taskDefinition)}.` };
}

/** The revision that bears the key, if the service has a deployment of it; null otherwise. */
export async function findDeployment(context: EcsContext, deployment: Deployment): Promise<string | null> {
  const service = await findService(context, deployment);
  for (const { taskDefinition } of service?.deployments ?? []) {
    const revision = await readRevision(context, taskDefinition);
    if (tagOfRevision(revision, tag.key) === deployment.key) return taskDefinition;
  }
  return null;
}

/** `family:revision` of a name. */
export function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** None for a removal; as many as there were before one for what comes after it; unchanged otherwise. */
function countFor({ version }: Deployment, { desiredCount }: EcsService, current: Revision): number | null {
  if (version === null) return 0;
  if (desiredCount > 0) return null;
  const before = Number(tagOfRevision(current, tag.count) ?? 1);
  return Number.isSafeInteger(before) && before > 0 ? before : 1;
}

function refused(why: string): ReleaseError {
  return new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
}
