import { z } from 'zod';
import type { JenkinsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployment } from '#ports/deployer.ts';
import { bodyOf, type CiClient } from '../ci/ci-client.ts';
import type { CiStart } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { fillTold } from '../ci/ci-values.ts';

/** What the calls of one job need. `path` is that of the job. */
export type JobContext = {
  readonly client: CiClient;
  readonly config: JenkinsConfig;
  readonly vendor: CiVendor;
  readonly path: string;
};

const Crumb = z.object({ crumb: z.string(), crumbRequestField: z.string() });
const Parameter = z.object({ name: z.string(), value: z.unknown() });
const Actions = z.array(z.object({ parameters: z.array(Parameter).optional() }));
const Queue = z.object({ items: z.array(z.object({ id: z.number(), actions: Actions })) });
const Builds = z.object({
  builds: z.array(z.object({ number: z.number(), result: z.string().nullable(), actions: Actions })),
});

/** A build as a list of them tells of it, the newest first. */
export type ListedBuild = {
  readonly number: number;
  readonly result: string | null;
  readonly parameters: Readonly<Record<string, string>>;
};

/** Asks for a build (POST .../buildWithParameters) once. Jenkins answers with the place in its queue, not with the build. */
export async function startBuild(context: JobContext, deployment: Deployment): Promise<CiStart> {
  const { client, config, path } = context;
  const form = fillTold(config.parameters, deployment);
  const crumb = await crumbOf(context);
  const sending = await client.send(`${path}/buildWithParameters`, { form }, crumb);
  if (sending.kind === 'unclear') return { run: null, note: `${sending.why}. Its build is looked for.` };
  const item = /\/queue\/item\/(\d+)\/?$/.exec(sending.answer.headers.get('location') ?? '')?.[1];
  return { run: item === undefined ? null : `queue/${item}`, note: 'It waits in the queue of Jenkins.' };
}

/** Where the build of a key is: `queue/<id>` or `build/<number>`. The queue is asked first, for what leaves it is among the builds. */
export async function findBuild(context: JobContext, key: string): Promise<string | null> {
  const { client, config } = context;
  const name = Object.entries(config.parameters).find(([, template]) => template === '{key}')?.[0] ?? '';
  const { items } = await client.get(`/queue/api/json?${tree('items[id,actions[parameters[name,value]]]')}`, Queue);
  const waiting = items.find(({ actions }) => parametersOf(actions)[name] === key);
  if (waiting !== undefined) return `queue/${waiting.id}`;
  const build = (await listBuilds(context)).find(({ parameters }) => parameters[name] === key);
  return build === undefined ? null : `build/${build.number}`;
}

/** The part of an answer that is wanted, as a query. */
export function tree(wanted: string): string {
  return `tree=${encodeURIComponent(wanted)}`;
}

/** The hundred newest builds of the job. */
export async function listBuilds({ client, path }: JobContext): Promise<readonly ListedBuild[]> {
  const wanted = tree('builds[number,result,actions[parameters[name,value]]]{0,100}');
  const { builds } = await client.get(`${path}/api/json?${wanted}`, Builds);
  return builds.map(({ actions, number, result }) => ({ number, result, parameters: parametersOf(actions) }));
}

/**
 * The header against forged requests, and the session it belongs to; none where Jenkins issues no crumbs. A request with an API token
 * needs none, one through a proxy that drops the token's header may.
 */
export async function crumbOf({ client, vendor }: JobContext): Promise<Readonly<Record<string, string>>> {
  const answer = await client.answer('/crumbIssuer/api/json');
  if (answer === null) return {};
  const { crumb, crumbRequestField } = bodyOf(vendor, answer, Crumb);
  const session = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return { [crumbRequestField]: crumb, ...(session.length === 0 ? {} : { cookie: session.join('; ') }) };
}

function parametersOf(actions: z.infer<typeof Actions>): Record<string, string> {
  const all = actions.flatMap(({ parameters = [] }) => parameters);
  return Object.fromEntries(all.map(({ name, value }) => [name, typeof value === 'string' ? value : '']));
}
