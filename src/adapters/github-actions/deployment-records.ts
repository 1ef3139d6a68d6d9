import { z } from 'zod';
import type { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, Deployment } from '#ports/deployer.ts';
import type { CiClient } from '../ci/ci-client.ts';
import { fill } from '../ci/ci-values.ts';
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
 * payload. A version that has taken the place of another makes the Deployment of that one inactive, and none of another service in the same
 * environment, as GitHub would by itself.
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
    await post(id, state, { log_url: url, ...environmentUrl(deployment, config) });
  };
  const post = async (id: number, state: string, more: object): Promise<void> => {
    await client.post(`${base}/${id}/statuses`, { state, auto_inactive: false, ...more }, Created);
  };
  /** The latest success before this one is what ran until now. */
  const replaceEarlier = async (deployment: Deployment): Promise<void> => {
    const all = await list(deployment);
    const own = all.findIndex(({ state }) => state?.key === deployment.key);
    for (const { id } of all.slice(own + (deployment.version === null ? 0 : 1))) {
      const statuses = await statusesOf(id);
      if (!statuses.includes('inactive') && statuses.includes('success')) await post(id, 'inactive', {});
      if (statuses.includes('success') && id !== all[own]?.id) return;
    }
  };

  return {
    async begun(deployment, url) {
      if (!config.deployments) return;
      await write(deployment, 'in_progress', url).catch(unlessRefused);
    },
    async ended(deployment, isSuccess, url) {
      if (!config.deployments) return;
      await write(deployment, isSuccess ? 'success' : 'failure', url);
      if (isSuccess && isAlone(deployment)) await replaceEarlier(deployment).catch(unlessRefused);
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

/** What is only shown is not worth a failure. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof ReleaseError)) throw error;
}

/** Whether nothing of the version before is left once the deployment is done. */
function isAlone({ stage }: Deployment): boolean {
  return stage === undefined || stage.kind === 'whole' || stage.kind === 'retire';
}

function environmentUrl({ environment, service }: Deployment, config: GithubActionsConfig): object {
  const { environmentUrl: template } = config;
  return template === undefined ? {} : { environment_url: fill(template, { environment, service }) };
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
    production_environment: config.productionEnvironments.includes(environment),
    transient_environment: config.transientEnvironments.includes(environment),
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
