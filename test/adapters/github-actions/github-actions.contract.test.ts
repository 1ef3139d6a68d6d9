import { createGithubActionsDeployer } from '#adapters/github-actions/github-actions-deployer.ts';
import { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { ActionsServer } from './actions-server.ts';

async function createTarget(isOld: boolean): Promise<ContractTarget> {
  const server = await new ActionsServer().start();
  server.isOld = isOld;
  const scratch = createMemoryScratch({ now: Date.now });
  const config = GithubActionsConfig.parse({
    kind: 'github-actions',
    repository: 'shop/shop',
    workflow: 'deploy.yml',
    apiUrl: server.url,
    remove: true,
  });
  const client = () =>
    createGithubActionsDeployer(config, { environment: { GITHUB_TOKEN: 'good' }, scratch, patience: 700 });
  return {
    client,
    untouched: { kind: 'cannot_tell', why: 'GitHub has no successful Deployment of it.' },
    effects: async (key) => server.effects(key),
    behave: async ({ failure, takes }) => {
      if (takes !== undefined) server.takes = takes;
      if (failure !== undefined) server.failure = failure;
    },
    run: async (service, environment, version) =>
      server.record(service, environment, { key: 'earlier', service, version, previous: null }),
    deployAndLoseTheAnswer: async (deployment) => {
      const call = 'POST /repos/shop/shop/actions';
      const body = { message: '"return_run_details" is not a permitted key.' };
      server.faults = [
        ...(isOld ? [{ call, answer: { status: 422, body } }] : []),
        { call, answer: 'drop', after: true },
      ];
      await client().deploy(deployment);
    },
    loseTrace: async (key) => {
      server.deleteRuns(key);
      await new Promise((resolve) => setTimeout(resolve, isOld ? 750 : 0));
    },
    close: async () => undefined,
  };
}

describeDeployer('the GitHub Actions deployer', () => createTarget(false));
describeCancel('the GitHub Actions deployer', () => createTarget(false));
describeDeployer('the GitHub Actions deployer on a server that does not tell the run', () => createTarget(true));
