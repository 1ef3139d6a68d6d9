import { expect, it } from 'vitest';
import { checkGitlabEnvironments } from '#config/check-gitlab-environments.ts';
import { DeployerConfig } from '#domain/project/deployer-config.ts';
import type { Service } from '#domain/project/project.ts';

const good = { kind: 'gitlab-ci', project: 'shop/shop', environment: '{environment}/{service}', deployments: true };

function findings(...deployers: readonly object[]): readonly string[] {
  const services = deployers.map((one, at) => [
    `service-${at + 1}`,
    { deployer: DeployerConfig.parse(one) } as Service,
  ]);
  const found = checkGitlabEnvironments(['services'], Object.fromEntries(services));
  return found.map(({ message, path }) => `${path.join('.')}: ${message}`);
}

it('accepts an environment of its own for each service, and any that is only read', () => {
  expect(findings(good, good, { ...good, environment: '{environment}/web' })).toEqual([]);
  expect(findings({ ...good, environment: 'live', deployments: false })).toEqual([]);
  expect(findings({ kind: 'http', url: 'https://deploy.example' })).toEqual([]);
});

it.each([
  ['there is none', { environment: undefined }, 'deployments: expected an `environment` to write them to'],
  [
    'it is one for all environments',
    { environment: 'live/{service}' },
    'environment: expected {environment}, or the deployments of all environments become those of one',
  ],
])('refuses to write where %s', (_what, changed, message) => {
  expect(findings({ ...good, ...changed })).toEqual([`services.service-1.deployer.${message}`]);
});

it('refuses an environment that another service has', () => {
  const shared = { ...good, environment: '{environment}' };
  const message = 'another service writes its deployments to this GitLab environment; add {service}';
  expect(findings(shared, shared)).toEqual([`services.service-2.deployer.environment: ${message}`]);
});
