import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import { unavailable } from '../ci/ci-refusal.ts';
import { digestAtEnd } from '../image-digest.ts';
import { nameAt, tagOf, versionTemplate } from '../version-template.ts';
import { bodyOf } from './ecs-client.ts';
import { type EcsContext, type Revision, readRevision, tag, tagOfRevision } from './ecs-service.ts';

const Registered = z.object({ taskDefinition: z.object({ taskDefinitionArn: z.string() }) });
const Listed = z.object({ taskDefinitionArns: z.array(z.string()) });

/** Revisions that are looked at for a key, the newest first. */
const looked = 10;

/** What a description holds and a registration must not (RegisterTaskDefinition). */
const given = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
];

/**
 * The revision that bears the key in its tags: one that is there already, or else a copy of the current one with the image of the version, or of the artifact that is named. A
 * revision that no service runs has no effect, so registering it is tried again when the answer was lost.
 */
export async function revisionFor(
  context: EcsContext,
  current: Revision,
  deployment: Deployment,
  count: number,
): Promise<string> {
  const before = await findRevision(context, current.taskDefinition.family, deployment.key);
  if (before !== null) return before;
  const sending = await context.client.send(
    'RegisterTaskDefinition',
    registration(context, current, deployment, count),
  );
  if (sending.kind === 'answered') return bodyOf(sending.answer.text, Registered).taskDefinition.taskDefinitionArn;
  const after = await findRevision(context, current.taskDefinition.family, deployment.key);
  if (after === null) throw unavailable(`${sending.why}. Nothing was deployed.`);
  return after;
}

async function findRevision(context: EcsContext, familyPrefix: string, key: string): Promise<string | null> {
  const wanted = { familyPrefix, status: 'ACTIVE', sort: 'DESC', maxResults: looked };
  const { taskDefinitionArns } = await context.client.ask('ListTaskDefinitions', wanted, Listed);
  for (const arn of taskDefinitionArns) {
    if (tagOfRevision(await readRevision(context, arn), tag.key) === key) return arn;
  }
  return null;
}

function registration(
  { config }: EcsContext,
  { tags, taskDefinition }: Revision,
  deployment: Deployment,
  count: number,
): object {
  const { artifact, key, version } = deployment;
  const container = nameAt(config.container, deployment);
  if (!taskDefinition.containerDefinitions.some(({ name }) => name === container)) {
    const why = `The task definition ${taskDefinition.family} has no container ${container}. Correct the deployer's configuration.`;
    throw new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
  }
  const image = imageOf(config.image, deployment);
  const own = Object.values<string>(tag);
  return {
    ...Object.fromEntries(Object.entries(taskDefinition).filter(([name]) => !given.includes(name))),
    containerDefinitions: taskDefinition.containerDefinitions.map((one) =>
      image !== null && one.name === container ? { ...one, image } : one,
    ),
    tags: [
      ...tags.filter((one) => !own.includes(one.key) && !one.key.startsWith('aws:')),
      { key: tag.key, value: key },
      { key: tag.version, value: version ?? '' },
      ...(version === null ? [{ key: tag.count, value: String(count) }] : []),
      ...(version === null || artifact === undefined ? [] : [{ key: tag.artifact, value: artifact }]),
    ],
  };
}

/** The image that is set, by its tag or by the digest of the artifact that is named: `repository@digest`. Null for a removal, which sets none. */
function imageOf(template: string, deployment: Deployment): string | null {
  const { artifact, version } = deployment;
  if (version === null) return null;
  const image = versionTemplate(template, deployment).of(tagOf(version));
  if (artifact === undefined) return image;
  if (digestAtEnd(artifact) === artifact) return `${image.replace(/:[^:/]*$/, '')}@${artifact}`;
  const why = `${artifact} was verified before, and is not the digest of an image. Set sameArtifact: false for ${deployment.service}.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'user', why);
}
