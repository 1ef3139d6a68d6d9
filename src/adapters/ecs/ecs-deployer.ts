import type { EcsConfig } from '#domain/project/ecs-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { Scratch } from '#ports/log-store.ts';
import { createCiDeployer } from '../ci/ci-deployer.ts';
import { createSentKeys } from '../ci/sent-keys.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { checkEcs } from './check-ecs.ts';
import { createEcsClient } from './ecs-client.ts';
import type { EcsContext } from './ecs-service.ts';
import { lookAtDeployment } from './look-at-deployment.ts';
import { observeService } from './observe-service.ts';
import { findDeployment, startDeployment } from './start-deployment.ts';

export type EcsOptions = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly scratch: Scratch;
  readonly now?: () => number;
  readonly fetch?: Fetch;
  readonly requestTimeout?: number;
  readonly patience?: number;
  readonly interval?: number;
};

/**
 * Deploys by a new revision of the task definition of an Amazon ECS service (API version 2014-11-13), one for each key, which stands in its
 * tags. A key is claimed before anything is registered.
 */
export function createEcsDeployer(config: EcsConfig, options: EcsOptions): Deployer {
  const now = options.now ?? Date.now;
  const { cluster, endpoint = null, kind, region, service } = config;
  const client = createEcsClient(config, {
    environment: options.environment,
    requestTimeout: options.requestTimeout ?? 20_000,
    now,
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  const context: EcsContext = { client, config };
  return createCiDeployer(
    {
      abilities: { observe: true, remove: true, stages: [] },
      start: (deployment) => startDeployment(context, deployment),
      findRun: (deployment) => findDeployment(context, deployment),
      look: (run, deployment) => lookAtDeployment(context, run, deployment),
      observe: (place) => observeService(context, place),
      check: () => checkEcs(context),
      place: 'the deployments of the service in Amazon ECS',
    },
    {
      sent: createSentKeys(options.scratch, { kind, region, endpoint, cluster, service }, now),
      now,
      ...(options.patience === undefined ? {} : { patience: options.patience }),
      ...(options.interval === undefined ? {} : { interval: options.interval }),
    },
  );
}
