import { createHttpDeployer } from '#adapters/http-deployer/http-deployer.ts';
import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { startDeployTarget } from '#test/support/deploy-target.ts';

async function createTarget(): Promise<ContractTarget> {
  const target = await startDeployTarget({ token: 'a-long-token' });
  const client = () =>
    createHttpDeployer(
      { kind: 'http', url: target.url, tokenEnv: 'SHOP_TOKEN', timeout: 60_000 },
      { environment: { SHOP_TOKEN: 'a-long-token' } },
    );
  return {
    client,
    effects: async (key) => target.effects.filter((effect) => effect.key === key).length,
    behave: async (manner) => target.behave(manner),
    run: async (service, environment, version) => target.run(service, environment, version),
    deployAndLoseTheAnswer: async (deployment) => {
      target.meet({ kind: 'lose_answer' });
      await client()
        .deploy(deployment)
        .then(
          () => Promise.reject(new Error('The answer was not lost.')),
          () => undefined,
        );
    },
    loseTrace: async () => target.forget(),
    close: () => target.close(),
  };
}

describeDeployer('the http deployer', createTarget);
describeCancel('the http deployer', createTarget);
