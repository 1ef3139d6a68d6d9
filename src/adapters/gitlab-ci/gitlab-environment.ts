import { z } from 'zod';
import type { CiClient } from '../ci/ci-client.ts';

type Context = { readonly client: CiClient; readonly path: string };

const Environment = z.object({ id: z.number(), state: z.string(), updated_at: z.string().nullish() });
type Environment = z.infer<typeof Environment>;

/** The environment of a project by its name (GET /projects/:id/environments), null where there is none. */
async function findEnvironment({ client, path }: Context, name: string): Promise<Environment | null> {
  const query = new URLSearchParams({ name });
  const [found = null] = await client.get(`${path}/environments?${query}`, z.array(Environment));
  return found;
}

/** Stops an environment without its `on_stop` job (POST /projects/:id/environments/:environment_id/stop); one that is stopped stays as it is. */
export async function stopEnvironment(context: Context, name: string): Promise<void> {
  const found = await findEnvironment(context, name);
  if (found === null || found.state === 'stopped') return;
  await context.client.post(`${context.path}/environments/${found.id}/stop`, { force: true }, Environment);
}

/**
 * Whether an environment was stopped after its latest success. GitLab starts a stopped one again some time after a deployment succeeded, so until
 * then a later success counts.
 */
export async function isStopped(context: Context, name: string, latestSuccess: string | null): Promise<boolean> {
  const found = await findEnvironment(context, name);
  if (found === null || found.state !== 'stopped') return false;
  const { updated_at: stopped } = found;
  return latestSuccess === null || stopped == null || Date.parse(stopped) >= Date.parse(latestSuccess);
}
