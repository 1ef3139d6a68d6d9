import type { EcsConfig } from '#domain/project/ecs-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { type CiDeployerOptions, createCiDeployer, requestOptions } from '../ci/ci-deployer.ts';
import { checkEcs } from './check-ecs.ts';
import { createEcsClient } from './ecs-client.ts';
import type { EcsContext } from './ecs-service.ts';
import { lookAtDeployment } from './look-at-deployment.ts';
import { observeService } from './observe-service.ts';
import { findDeployment, startDeployment } from './start-deployment.ts';

/**
 * Deploys by a new revision of the task definition of an Amazon ECS service (API version 2014-11-13), one for each key, which stands in its
 * tags. A key is claimed before anything is registered. Amazon ECS lets a deployment take the place of one in progress, so none is ended.
 */
export function createEcsDeployer(config: EcsConfig, options: CiDeployerOptions): Deployer {
  const { cluster, endpoint = null, kind, region, service } = config;
  const client = createEcsClient(config, {
    environment: options.environment,
    ...requestOptions(options),
  });
  const context: EcsContext = { client, config };
  return createCiDeployer(
    {
      identity: { kind, region, endpoint, cluster, service },
      abilities: { observe: true, remove: true, stages: [], artifacts: true },
      start: (deployment) => startDeployment(context, deployment),
      findRun: (deployment) => findDeployment(context, deployment),
      look: (run, deployment) => lookAtDeployment(context, run, deployment),
      cancel: async () => ({ kind: 'replaced' }),
      observe: (place) => observeService(context, place),
      check: () => checkEcs(context),
      place: 'the deployments of the service in Amazon ECS',
    },
    options,
  );
}
