import { z } from 'zod';
import type { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { CiClient } from '../ci/ci-client.ts';
import { repositoryPath } from './repository-path.ts';

const Workflow = z.object({ state: z.string() });
const Repository = z.object({
  archived: z.boolean().optional(),
  permissions: z.object({ push: z.boolean().optional() }).optional(),
});

/**
 * Asks, without an effect, whether the workflow is there and may be dispatched. A fine-grained token does not tell its rights, so what is
 * looked at is the right to push of its user; "Actions: write" shows only at the first dispatch.
 */
export async function checkWorkflow(client: CiClient, config: GithubActionsConfig): ReturnType<Deployer['check']> {
  const { archived, permissions } = await client.get(repositoryPath(config), Repository);
  if (archived === true) return { ok: false, why: `${config.repository} is archived, so no workflow runs there.` };
  if (permissions !== undefined && permissions.push !== true)
    return { ok: false, why: `The token may read ${config.repository} but start nothing. Give it "Actions: write".` };
  const { state } = await client.get(`${repositoryPath(config)}/actions/workflows/${config.workflow}`, Workflow);
  if (state === 'active') return { ok: true };
  return { ok: false, why: `The workflow ${config.workflow} is ${state}. Enable it on GitHub.` };
}
