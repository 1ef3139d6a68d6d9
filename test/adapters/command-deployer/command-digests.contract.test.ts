import { describeDigests } from '#test/contract/deployer-digests.contract.ts';
import { createCommandTarget } from '#test/support/command-target.ts';

describeDigests('the command deployer', async () => {
  const target = await createCommandTarget();
  return {
    client: () => target.deployer(),
    runs: (environment, digests) =>
      target.run('api', environment, ['1.5.0', ...(digests.length === 1 ? digests : [])].join('\n')),
    close: () => target.close(),
  };
});
