import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import { createGitlabCiDeployer } from '#adapters/gitlab-ci/gitlab-ci-deployer.ts';
import { GitlabCiConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { PipelinesServer } from './pipelines-server.ts';

/** A project of GitLab without pipelines, and clients of it, which share one scratch unless they are given another. */
export type AGitlabProject = {
  readonly server: PipelinesServer;
  /** A client with a good token, and a bad one in OTHER_TOKEN; `changed` and `options` stand before what is usual. */
  client(changed?: object, options?: Partial<CiDeployerOptions>): Deployer;
};

/** The project `shop/shop` without pipelines. Ends with the test. */
export async function aGitlabProject(): Promise<AGitlabProject> {
  const server = await new PipelinesServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  const environment = { GITLAB_TOKEN: 'good', OTHER_TOKEN: 'a-secret' };
  const client = (changed: object = {}, options: Partial<CiDeployerOptions> = {}): Deployer => {
    const config = GitlabCiConfig.parse({
      kind: 'gitlab-ci',
      project: 'shop/shop',
      url: server.url,
      environment: '{environment}/{service}',
      ...changed,
    });
    return createGitlabCiDeployer(config, { environment, scratch, ...options });
  };
  return { server, client };
}
