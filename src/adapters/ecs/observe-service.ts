import type { Deployer, Observation } from '#ports/deployer.ts';
import { runningByCount } from '../running-by-count.ts';
import { nameAt, versionTemplate } from '../version-template.ts';
import {
  type EcsContext,
  findService,
  namesAt,
  type Revision,
  readRevision,
  tag,
  tagOfRevision,
} from './ecs-service.ts';
import { sameDigest, taskDigests } from './task-digests.ts';

/**
 * What runs, by the images of the task definitions that have running tasks; shares are those of the tasks. The artifact is the digest of the
 * image that all running tasks of the version have.
 */
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
  const found = new Map<string, { readonly tasks: number; readonly revisions: readonly string[] }>();
  for (const { runningCount, taskDefinition } of service.deployments.filter((one) => one.runningCount > 0)) {
    const revision = await readRevision(context, taskDefinition);
    const image = revision.taskDefinition.containerDefinitions.find(({ name }) => name === container)?.image ?? '';
    const version = versionOf(revision, image) ?? template.in(image);
    if (version === null)
      return { kind: 'cannot_tell', why: `${names.service} runs an image that is not of the configured name.` };
    const { revisions, tasks } = found.get(version) ?? { revisions: [], tasks: 0 };
    found.set(version, { tasks: tasks + runningCount, revisions: [...revisions, taskDefinition] });
  }
  const digests = found.size === 0 ? null : await taskDigests(context, place, container);
  const counted = [...found].map(([version, { revisions, tasks }]) => ({
    version,
    count: tasks,
    artifact: sameDigest(digests, revisions),
  }));
  const instances = service.desiredCount < 1 ? {} : { instances: service.desiredCount };
  return { ...runningByCount(counted.sort((one, other) => other.count - one.count)), ...instances };
}

/** The version of a revision whose image is named by the digest that was deployed; null for any other. */
function versionOf(revision: Revision, image: string): string | null {
  const artifact = tagOfRevision(revision, tag.artifact);
  return artifact !== null && image.endsWith(`@${artifact}`) ? tagOfRevision(revision, tag.version) : null;
}
