import { createGitlabCiDeployer } from '#adapters/gitlab-ci/gitlab-ci-deployer.ts';
import { GitlabCiConfig } from '#domain/project/ci-deployer-config.ts';
import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { PipelinesServer } from './pipelines-server.ts';

describeDeployer('the GitLab CI deployer that writes deployments', async () => {
  const server = await new PipelinesServer().start();
  server.jobsDeploy = false;
  const scratch = createMemoryScratch({ now: Date.now });
  const config = GitlabCiConfig.parse({
    kind: 'gitlab-ci',
    project: 'shop/shop',
    url: server.url,
    environment: '{environment}/{service}',
    deployments: true,
    remove: true,
  });
  const client = () => createGitlabCiDeployer(config, { environment: { GITLAB_TOKEN: 'good' }, scratch });
  return {
    client,
    untouched: { kind: 'cannot_tell', why: 'GitLab has no successful deployment of it.' },
    effects: async (key) => server.effects(key),
    behave: async ({ failure, takes }) => {
      if (takes !== undefined) server.takes = takes;
      if (failure !== undefined) server.failure = failure;
    },
    run: async (service, environment, version) => server.write(service, environment, version),
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'POST', answer: 'drop', after: true }];
      await client().deploy(deployment);
    },
    loseTrace: async (key) => server.deletePipelines(key),
    close: async () => undefined,
  };
});
