import type { z } from 'zod';
import { stageAbilities } from '#domain/plan/stage.ts';
import type { HttpDeployerConfig } from '#domain/project/deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, DeployerCapabilities, Deployment, DeploymentStatus, Observation } from '#ports/deployer.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { createPlatformClient, type PlatformClient } from './platform-client.ts';
import { Discovery, IdempotencyKey, PlatformDeployment, RunningVersion } from './protocol.ts';
import { deploymentStatus, platformRequest, refuseAnother } from './translate.ts';

export type HttpDeployerOptions = {
  /** Where the token is read from, at each call. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch?: Fetch;
  readonly requestTimeout?: number;
  readonly now?: () => number;
};

/**
 * Deploys through a platform that speaks the protocol of docs/http-deployer.md, version 1. The key is the platform's idempotency key, so any
 * worker finds a deployment again and a repeated one has no second effect.
 */
export function createHttpDeployer(config: HttpDeployerConfig, options: HttpDeployerOptions): Deployer {
  const client = (): PlatformClient =>
    createPlatformClient({
      base: config.url,
      token: tokenOf(config, options.environment),
      requestTimeout: options.requestTimeout ?? 10_000,
      now: options.now ?? Date.now,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
  let known: readonly string[] | undefined;
  const offers = async (): Promise<readonly string[]> => {
    known ??= (await client().get([], Discovery))?.capabilities ?? [];
    return known;
  };
  const find = async (deployment: Deployment): Promise<DeploymentStatus | null> => {
    const found = await client().get(deploymentPath(deployment), PlatformDeployment, 'unknown_deployment');
    if (found === null) return null;
    refuseAnother(found, deployment);
    return deploymentStatus(found);
  };
  const observe = (target: Parameters<Deployer['observe']>[0]): Promise<Observation> => observeWith(client(), target);

  const isOffered = async (ability: string): Promise<boolean> => (await offers()).includes(ability);

  return {
    capabilities: async () => capabilitiesOf(await offers()),
    async deploy(deployment) {
      const path = deploymentPath(deployment);
      const request = await platformRequest(deployment, { observe, isOffered });
      if (request === null)
        return (await find(deployment)) ?? { kind: 'success', note: 'Nothing ran, so nothing was removed.' };
      const answer = await client().put(path, request, PlatformDeployment);
      refuseAnother(answer, deployment);
      return deploymentStatus(answer);
    },
    find: async (deployment) => (await find(deployment)) ?? { kind: 'not_seen' },
    async poll(deployment) {
      const why = 'The deployer no longer knows this deployment. Look there whether it happened.';
      return (await find(deployment)) ?? { kind: 'unknown', why };
    },
    async cancel(deployment) {
      if (!(await isOffered('cancel')))
        throw new ReleaseError('DEPLOYER_FAILED', 'fatal', 'The deployer does not offer to cancel deployments.');
      await client().post([...deploymentPath(deployment), 'cancel'], PlatformDeployment);
      return { kind: 'asked' };
    },
    observe,
    check: () => check(client),
  };
}

function capabilitiesOf(offered: readonly string[]): DeployerCapabilities {
  const stages = stageAbilities.filter((ability) => offered.includes(ability));
  return {
    observe: true,
    remove: offered.includes('remove'),
    ...(stages.length === 0 ? {} : { stages }),
    ...(offered.includes('baseline') ? { baseline: true } : {}),
    ...(offered.includes('artifacts') ? { artifacts: true } : {}),
  };
}

async function observeWith(
  client: PlatformClient,
  target: { service: string; environment: string },
): Promise<Observation> {
  const path = ['services', target.service, 'environments', target.environment];
  const running = await client.get(path, RunningVersion);
  if (running === null) return { kind: 'running', version: null };
  const counted = running.instances == null ? {} : { instances: running.instances };
  const more = {
    ...(running.shares === undefined ? {} : { shares: running.shares.map(shareOf) }),
    ...(running.idle === undefined ? {} : { idle: running.idle }),
    ...(running.artifact == null ? {} : { artifact: running.artifact }),
    ...(running.idleArtifact == null ? {} : { idleArtifact: running.idleArtifact }),
  };
  if (running.status !== 'stopped') return { kind: 'running', version: running.version, ...counted, ...more };
  const note = `${running.version ?? 'A version'} is deployed and does not run.`;
  return { kind: 'running', version: null, note, ...counted };
}

function shareOf(share: NonNullable<z.infer<typeof RunningVersion>['shares']>[number]) {
  const { version, percent, instances, artifact } = share;
  const counted = instances == null ? {} : { instances };
  return { version, percent, ...counted, ...(artifact == null ? {} : { artifact }) };
}

async function check(client: () => PlatformClient): ReturnType<Deployer['check']> {
  try {
    const discovery = await client().get([], Discovery);
    if (discovery?.capabilities.includes('deploy') === true) return { ok: true };
    return { ok: false, why: 'The deployer answers, but does not offer to deploy.' };
  } catch (error) {
    if (error instanceof ReleaseError) return { ok: false, why: error.message };
    throw error;
  }
}

function deploymentPath(deployment: Deployment): readonly string[] {
  const key = IdempotencyKey.safeParse(deployment.key);
  if (key.success) return ['deployments', key.data];
  throw new ReleaseError(
    'DEPLOYER_FAILED',
    'fatal',
    'The key of the deployment is not one the deployer protocol allows.',
  );
}

function tokenOf(config: HttpDeployerConfig, environment: HttpDeployerOptions['environment']): string | null {
  if (config.tokenEnv === undefined) return null;
  const token = environment[config.tokenEnv]?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const why = token === '' ? 'is not set' : 'holds characters a token cannot have';
  throw new ReleaseError(
    'ENVIRONMENT_INVALID',
    'fatal',
    `${config.tokenEnv} ${why}. It should hold the token of the deployer.`,
  );
}
