import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { startHaproxyTarget } from './a-haproxy.ts';

describeDeployer('the HAProxy deployer', async () => {
  const target = await startHaproxyTarget();
  const client = () => target.deployer();
  const sides = [target.sides.blue, target.sides.green];
  return {
    client,
    effects: async (key) => target.effects(key),
    behave: async (manner) => {
      for (const side of sides) side.behave(manner);
    },
    run: target.run,
    deployAndLoseTheAnswer: async (deployment) => {
      target.fronts[0]?.meet({ of: 'set', broken: 'after' });
      await client()
        .deploy(deployment)
        .then(
          () => Promise.reject(new Error('The answer was not lost.')),
          () => undefined,
        );
    },
    loseTrace: async () => {
      for (const side of sides) side.forget();
    },
    close: () => target.close(),
  };
});
