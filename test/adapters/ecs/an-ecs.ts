import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import { createEcsDeployer } from '#adapters/ecs/ecs-deployer.ts';
import { EcsConfig } from '#domain/project/ecs-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

/** An Amazon ECS without services, and clients of it, which share one scratch. */
export type AnEcs = {
  readonly server: EcsServer;
  /** A client with good keys; `changed` and `options` stand before what is usual, variables of the environment one by one. */
  client(changed?: object, options?: Partial<CiDeployerOptions>): Deployer;
};

/** An Amazon ECS without services, with a cluster for each environment. Ends with the test. */
export async function anEcs(): Promise<AnEcs> {
  const server = await new EcsServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'good-secret-key' };
  const client = (changed: object = {}, options: Partial<CiDeployerOptions> = {}): Deployer => {
    const config = EcsConfig.parse({
      kind: 'ecs',
      region: 'eu-central-1',
      cluster: '{environment}',
      image: 'registry.example/shop/{service}:{version}',
      endpoint: server.url,
      ...changed,
    });
    return createEcsDeployer(config, { scratch, ...options, environment: { ...keys, ...options.environment } });
  };
  return { server, client };
}
