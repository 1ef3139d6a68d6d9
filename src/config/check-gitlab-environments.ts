import { fillPlaceholders, placeholdersIn } from '#domain/placeholders.ts';
import type { GitlabCiConfig } from '#domain/project/ci-deployer-config.ts';
import type { Service } from '#domain/project/project.ts';
import type { ConfigPath } from './config-problem.ts';
import type { Finding } from './describe-issue.ts';

/**
 * GitLab environments whose deployments Fairlead writes: each needs a name, and one that no other place has, since a deployment on GitLab says
 * neither which service nor which of Fairlead's environments it is of.
 */
export function checkGitlabEnvironments(
  at: ConfigPath,
  services: Readonly<Record<string, Service>>,
): readonly Finding[] {
  const found = Object.entries(services).flatMap(([name, { deployer }]) =>
    deployer.kind === 'gitlab-ci' && deployer.deployments
      ? [{ path: [...at, name, 'deployer'], deployer, shown: shownName(deployer, name) }]
      : [],
  );
  return found.flatMap(({ deployer, path, shown }, index): Finding[] => {
    const { environment } = deployer;
    if (environment === undefined)
      return [{ path: [...path, 'deployments'], at: 'value', message: 'expected an `environment` to write them to' }];
    const value = { path: [...path, 'environment'], at: 'value' } as const;
    if (!placeholdersIn(environment).includes('environment'))
      return [
        { ...value, message: 'expected {environment}, or the deployments of all environments become those of one' },
      ];
    if (found.findIndex((one) => one.shown === shown) === index) return [];
    return [{ ...value, message: 'another service writes its deployments to this GitLab environment; add {service}' }];
  });
}

/** What tells one GitLab environment from another, {environment} left as it is. */
function shownName({ environment = '', project, url }: GitlabCiConfig, service: string): string {
  const filled = fillPlaceholders(environment, { service, environment: '{environment}' });
  return JSON.stringify([url, project, filled.kind === 'filled' ? filled.text : environment]);
}
