import { expect, it } from 'vitest';
import { DeployerConfig, PlannedDeployer } from '#domain/project/deployer-config.ts';

const least = { kind: 'kubernetes', image: 'registry.example/shop/{service}:{version}' };

it('needs no more than an image inside the cluster', () => {
  expect(DeployerConfig.parse(least)).toMatchObject({
    apiUrl: 'https://kubernetes.default.svc',
    namespace: 'default',
    deployment: '{service}',
    container: '{service}',
    timeout: 900_000,
  });
});

it('is the same in a plan, where durations are milliseconds', () => {
  const config = DeployerConfig.parse({ ...least, traffic: { by: 'selector', second: '{service}-b', service: 'api' } });
  expect(PlannedDeployer.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
});

it.each([
  ['an image without a version', { image: 'registry.example/api:latest' }],
  ['an image with two versions', { image: '{version}/api:{version}' }],
  ['an image with another placeholder', { image: 'registry.example/{commit}:{version}' }],
  ['an image with a space', { image: 'registry.example/api :{version}' }],
  ['a name with another placeholder', { deployment: '{version}' }],
  ['a name in capitals', { namespace: 'Shop' }],
  ['a name with a slash', { container: 'api/../x' }],
  ['a second Deployment without a way to move traffic', { traffic: { second: 'b' } }],
  ['a route without its Services', { traffic: { by: 'route', second: 'b', route: 'api' } }],
  ['an address that is none', { apiUrl: 'kubernetes' }],
  ['an unknown key', { context: 'kind' }],
])('refuses %s', (_name, changed) => {
  expect(DeployerConfig.safeParse({ ...least, ...changed }).success).toBe(false);
});
