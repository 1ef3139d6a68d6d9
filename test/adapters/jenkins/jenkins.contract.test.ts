import { createJenkinsDeployer } from '#adapters/jenkins/jenkins-deployer.ts';
import { JenkinsConfig } from '#domain/project/ci-deployer-config.ts';
import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { JenkinsServer } from './jenkins-server.ts';

async function createTarget(): Promise<ContractTarget> {
  const server = await new JenkinsServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  const parameters = { SERVICE: '{service}', ENVIRONMENT: '{environment}', VERSION: '{version}', DEPLOY_KEY: '{key}' };
  const config = JenkinsConfig.parse({
    kind: 'jenkins',
    url: server.url,
    job: 'shop/deploy',
    user: 'bot',
    parameters: { ...parameters, ACTION: '{action}' },
    remove: true,
  });
  const client = () => createJenkinsDeployer(config, { environment: { JENKINS_TOKEN: 'good' }, scratch });
  return {
    client,
    untouched: { kind: 'cannot_tell', why: 'Jenkins has no successful build of it.' },
    effects: async (key) => server.effects(key),
    behave: async ({ failure, takes }) => {
      if (takes !== undefined) server.takes = takes;
      if (failure !== undefined) server.failure = failure;
    },
    run: async (service, environment, version) => {
      server.add({ SERVICE: service, ENVIRONMENT: environment, VERSION: version ?? '', DEPLOY_KEY: 'earlier' });
    },
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'POST', answer: 'drop', after: true }];
      await client().deploy(deployment);
    },
    loseTrace: async (key) => server.delete(key),
    close: async () => undefined,
  };
}

describeDeployer('the Jenkins deployer', createTarget);
describeCancel('the Jenkins deployer', createTarget);
