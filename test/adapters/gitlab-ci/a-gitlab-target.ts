import type { Deployer } from '#ports/deployer.ts';
import type { ContractTarget } from '#test/contract/deployer.contract.ts';
import type { PipelinesServer } from './pipelines-server.ts';

/** What the contract asks of GitLab CI, whoever writes the deployments; `run` is how a version comes to run there. */
export function aGitlabTarget(
  server: PipelinesServer,
  client: () => Deployer,
  run: ContractTarget['run'],
): ContractTarget {
  return {
    client,
    untouched: { kind: 'cannot_tell', why: 'GitLab has no successful deployment of it.' },
    effects: async (key) => server.effects(key),
    behave: async ({ failure, takes }) => {
      if (takes !== undefined) server.takes = takes;
      if (failure !== undefined) server.failure = failure;
    },
    run,
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'POST', answer: 'drop', after: true }];
      await client().deploy(deployment);
    },
    loseTrace: async (key) => server.deletePipelines(key),
    close: async () => undefined,
  };
}
