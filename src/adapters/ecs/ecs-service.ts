import { z } from 'zod';
import type { EcsConfig } from '#domain/project/ecs-config.ts';
import { nameAt } from '../version-template.ts';
import type { EcsClient } from './ecs-client.ts';

/** What the calls of one configuration need. */
export type EcsContext = { readonly client: EcsClient; readonly config: EcsConfig };

type At = { readonly service: string; readonly environment: string };

const EcsDeployment = z.object({
  status: z.string(),
  taskDefinition: z.string(),
  desiredCount: z.number().default(0),
  runningCount: z.number().default(0),
  failedTasks: z.number().default(0),
  rolloutState: z.string().optional(),
  rolloutStateReason: z.string().optional(),
});

const EcsService = z.object({
  status: z.string(),
  desiredCount: z.number(),
  taskDefinition: z.string(),
  deployments: z.array(EcsDeployment),
  deploymentController: z.object({ type: z.string() }).optional(),
});
export type EcsService = z.infer<typeof EcsService>;

const Services = z.object({ services: z.array(EcsService) });

const Tag = z.object({ key: z.string(), value: z.string().default('') });
const Described = z.object({
  taskDefinition: z.looseObject({
    taskDefinitionArn: z.string(),
    family: z.string(),
    containerDefinitions: z.array(z.looseObject({ name: z.string(), image: z.string() })),
  }),
  tags: z.array(Tag).default([]),
});

/** One revision of a task definition, with its tags. */
export type Revision = z.infer<typeof Described>;

/** The tags of a revision that say what it was made for. */
export const tag = {
  key: 'fairlead:key',
  version: 'fairlead:version',
  /** On a revision whose image is named by the digest of an artifact, which tells no version: that digest. */
  artifact: 'fairlead:artifact',
  /** On the revision of a removal: how many tasks there were. */
  count: 'fairlead:count',
} as const;

/** The names of the service at a place. */
export function namesAt({ config }: EcsContext, at: At): { readonly cluster: string; readonly service: string } {
  return { cluster: nameAt(config.cluster, at), service: nameAt(config.service, at) };
}

/** The service at a place, null where there is none. */
export async function findService(context: EcsContext, at: At): Promise<EcsService | null> {
  const { cluster, service } = namesAt(context, at);
  const { services } = await context.client.ask('DescribeServices', { cluster, services: [service] }, Services);
  return services.find(({ status }) => status !== 'INACTIVE') ?? null;
}

/** A revision by its name. */
export function readRevision({ client }: EcsContext, arn: string): Promise<Revision> {
  return client.ask('DescribeTaskDefinition', { taskDefinition: arn, include: ['TAGS'] }, Described);
}

/** The value of a tag, null where the revision has none. */
export function tagOfRevision({ tags }: Revision, name: string): string | null {
  return tags.find(({ key }) => key === name)?.value ?? null;
}
