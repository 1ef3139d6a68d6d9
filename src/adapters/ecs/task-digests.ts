import { z } from 'zod';
import { commonDigest } from '../image-digest.ts';
import { readable } from '../readable.ts';
import { type EcsContext, namesAt } from './ecs-service.ts';

const Listed = z.object({ taskArns: z.array(z.string()), nextToken: z.string().optional() });
const Described = z.object({
  tasks: z.array(
    z.object({
      taskDefinitionArn: z.string(),
      lastStatus: z.string(),
      containers: z.array(z.object({ name: z.string(), imageDigest: z.string().optional() })).default([]),
    }),
  ),
});

type Place = { readonly service: string; readonly environment: string };
type Digests = ReadonlyMap<string, ReadonlySet<string | null>>;

/** Tasks of one page (ListTasks), as many as are described at once (DescribeTasks). */
const pageSize = 100;
/** Pages that are read; of a service with more tasks no digest is told. */
const pages = 10;

/**
 * The digests of the image that the running tasks of a service have in one container, by the revision they run; a task that tells none counts
 * as one with none. Null where the credentials may not look at tasks, and where there are more than a thousand.
 */
export function taskDigests(context: EcsContext, place: Place, container: string): Promise<Digests | null> {
  return readable(readDigests(context, place, container));
}

async function readDigests(context: EcsContext, place: Place, container: string): Promise<Digests | null> {
  const found = new Map<string, Set<string | null>>();
  let nextToken: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    nextToken = await readPage(context, place, { container, found, nextToken });
    if (nextToken === undefined) return found;
  }
  return null;
}

/** The one digest of all tasks of several revisions; null where they have none, or more than one. */
export function sameDigest(digests: Digests | null, revisions: readonly string[]): string | null {
  return commonDigest(revisions.flatMap((arn) => [...(digests?.get(arn) ?? [])]));
}

async function readPage(
  context: EcsContext,
  place: Place,
  so: {
    readonly container: string;
    readonly found: Map<string, Set<string | null>>;
    readonly nextToken: string | undefined;
  },
): Promise<string | undefined> {
  const { cluster, service: serviceName } = namesAt(context, place);
  const wanted = { cluster, serviceName, desiredStatus: 'RUNNING', maxResults: pageSize };
  const more = so.nextToken === undefined ? {} : { nextToken: so.nextToken };
  const { nextToken, taskArns } = await context.client.ask('ListTasks', { ...wanted, ...more }, Listed);
  if (taskArns.length === 0) return nextToken;
  const { tasks } = await context.client.ask('DescribeTasks', { cluster, tasks: taskArns }, Described);
  for (const { containers, taskDefinitionArn } of tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')) {
    const digests = so.found.get(taskDefinitionArn) ?? new Set();
    digests.add(containers.find(({ name }) => name === so.container)?.imageDigest ?? null);
    so.found.set(taskDefinitionArn, digests);
  }
  return nextToken;
}
