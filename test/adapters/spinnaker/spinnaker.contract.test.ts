import { createSpinnakerDeployer } from '#adapters/spinnaker/spinnaker-deployer.ts';
import { SpinnakerConfig } from '#domain/project/ci-deployer-config.ts';
import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { GateServer } from './gate-server.ts';

async function createTarget(): Promise<ContractTarget> {
  const server = await new GateServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  const config = SpinnakerConfig.parse({
    kind: 'spinnaker',
    url: server.url,
    application: 'shop',
    pipeline: 'Deploy',
    remove: true,
  });
  const client = () => createSpinnakerDeployer(config, { environment: { SPINNAKER_TOKEN: 'good' }, scratch });
  return {
    client,
    untouched: { kind: 'cannot_tell', why: 'Spinnaker has no successful execution of it.' },
    effects: async (key) => server.effects(key),
    behave: async ({ failure, takes }) => {
      if (takes !== undefined) server.takes = takes;
      if (failure !== undefined) server.failure = failure;
    },
    run: async (service, environment, version) => {
      const told = { key: 'earlier', service, environment, version, previous: null };
      server.record({ fairlead_deployment: JSON.stringify(told) });
    },
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'POST', answer: 'drop', after: true }];
      await client().deploy(deployment);
    },
    loseTrace: async (key) => server.delete(key),
    close: async () => undefined,
  };
}

describeDeployer('the Spinnaker deployer', createTarget);
describeCancel('the Spinnaker deployer', createTarget);
