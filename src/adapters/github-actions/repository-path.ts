import type { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';

/** Path of everything that belongs to the repository of the workflow. */
export function repositoryPath({ repository }: GithubActionsConfig): string {
  return `/repos/${repository}`;
}
