import type { Deployer, Observation } from '#ports/deployer.ts';
import { nameAt, versionTemplate } from '../version-template.ts';
import { type EcsContext, findService, namesAt, readRevision } from './ecs-service.ts';

/** What runs, by the images of the task definitions that have running tasks; shares are those of the tasks. */
export async function observeService(
  context: EcsContext,
  place: Parameters<Deployer['observe']>[0],
): Promise<Observation> {
  const { config } = context;
  const names = namesAt(context, place);
  const service = await findService(context, place);
  if (service === null)
    return { kind: 'running', version: null, note: `There is no service ${names.service} in ${names.cluster}.` };
  const container = nameAt(config.container, place);
  const template = versionTemplate(config.image, place);
  const tasks = new Map<string, number>();
  for (const { runningCount, taskDefinition } of service.deployments.filter((one) => one.runningCount > 0)) {
    const revision = await readRevision(context, taskDefinition);
    const image = revision.taskDefinition.containerDefinitions.find(({ name }) => name === container)?.image ?? '';
    const version = template.in(image);
    if (version === null)
      return { kind: 'cannot_tell', why: `${names.service} runs an image that is not of the configured name.` };
    tasks.set(version, (tasks.get(version) ?? 0) + runningCount);
  }
  return shared([...tasks].sort(([, one], [, other]) => other - one));
}

/** Rounded down, with what is left over for the most frequent, so that they add up to 100. */
function shared(tasks: readonly (readonly [string, number])[]): Observation {
  const [main] = tasks;
  if (main === undefined) return { kind: 'running', version: null };
  const [version] = main;
  if (tasks.length === 1) return { kind: 'running', version };
  const all = tasks.reduce((sum, [, count]) => sum + count, 0);
  const shares = tasks.map(([each, count]) => ({ version: each, percent: Math.floor((100 * count) / all) }));
  const rest = 100 - shares.reduce((sum, { percent }) => sum + percent, 0);
  return {
    kind: 'running',
    version,
    shares: shares.map((share, index) => (index === 0 ? { ...share, percent: share.percent + rest } : share)),
  };
}
