import { z } from 'zod';
import type { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, Deployment } from '#ports/deployer.ts';
import type { CiClient } from '../ci/ci-client.ts';
import { DeployedState, deployedStateOf, observationOf } from '../ci/deployed-state.ts';
import { repositoryPath } from './repository-path.ts';

/** GitHub Deployments of a repository, as far as this deployer writes them. */
export type DeploymentRecords = {
  /** Shows that a run has begun. Never throws on a refusal: what counts is that the run was started. */
  begun(deployment: Deployment, url: string): Promise<void>;
  /** Writes down how the run ended, once however often it is called. */
  ended(deployment: Deployment, isSuccess: boolean, url: string): Promise<void>;
  /** What the latest successful one left running. */
  observe: Deployer['observe'];
};

type Place = Parameters<Deployer['observe']>[0];
type Written = { readonly id: number; readonly state: DeployedState | null };

const Recorded = z.array(z.object({ id: z.number(), payload: z.unknown() }));
const Statuses = z.array(z.object({ state: z.string() }));
const Created = z.object({ id: z.number() });

/** Deployments of a service that are looked through, the newest first. */
const looked = 30;

/**
 * Keeps one GitHub Deployment for each key, of the task `deploy:<service>` in the environment of that name, with what it deploys in its
 * payload. Statuses never make others inactive: those of other services in the same environment still stand.
 */
export function deploymentRecords(client: CiClient, config: GithubActionsConfig): DeploymentRecords {
  const base = `${repositoryPath(config)}/deployments`;
  const list = async ({ environment, service }: Place): Promise<readonly Written[]> => {
    const query = new URLSearchParams({ environment, task: taskOf(service), per_page: String(looked) });
    const found = await client.get(`${base}?${query}`, Recorded);
    return found.map(({ id, payload }) => ({ id, state: stateIn(payload) })).sort((a, b) => b.id - a.id);
  };
  const statusesOf = async (id: number): Promise<readonly string[]> =>
    (await client.get(`${base}/${id}/statuses?per_page=100`, Statuses)).map(({ state }) => state);
  const write = async (deployment: Deployment, state: string, url: string): Promise<void> => {
    const known = (await list(deployment)).find((one) => one.state?.key === deployment.key);
    const id = known?.id ?? (await client.post(base, recordOf(deployment, config), Created)).id;
    if (known !== undefined && (await statusesOf(id)).includes(state)) return;
    await client.post(`${base}/${id}/statuses`, { state, log_url: url, auto_inactive: false }, Created);
  };

  return {
    async begun(deployment, url) {
      if (!config.deployments) return;
      await write(deployment, 'in_progress', url).catch((error: unknown) => {
        if (!(error instanceof ReleaseError)) throw error;
      });
    },
    async ended(deployment, isSuccess, url) {
      if (config.deployments) await write(deployment, isSuccess ? 'success' : 'failure', url);
    },
    async observe(place) {
      if (!config.deployments) return { kind: 'cannot_tell', why: 'GitHub Deployments are switched off for it.' };
      for (const { id, state } of await list(place)) {
        if (!(await statusesOf(id)).includes('success')) continue;
        if (state !== null) return observationOf(state);
        return { kind: 'cannot_tell', why: 'The latest GitHub Deployment does not tell its version.' };
      }
      return { kind: 'cannot_tell', why: 'GitHub has no successful Deployment of it.' };
    },
  };
}

function taskOf(service: string): string {
  return `deploy:${service}`;
}

function recordOf(deployment: Deployment, config: GithubActionsConfig): object {
  const { commit, environment, service, version } = deployment;
  return {
    ref: commit ?? config.ref,
    task: taskOf(service),
    environment,
    auto_merge: false,
    required_contexts: [],
    payload: deployedStateOf(deployment),
    description: version === null ? `Removal of ${service}` : `${service} ${version}`.slice(0, 140),
  };
}

/** The payload comes as what was sent, or as its JSON in a text. */
function stateIn(payload: unknown): DeployedState | null {
  try {
    const parsed = DeployedState.safeParse(typeof payload === 'string' ? JSON.parse(payload) : payload);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
