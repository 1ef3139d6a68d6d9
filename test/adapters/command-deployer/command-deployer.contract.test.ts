import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { createCommandTarget } from '#test/support/command-target.ts';
import { buildWorker, outputOf } from '#test/support/worker-process.ts';

async function createTarget(): Promise<ContractTarget> {
  const target = await createCommandTarget();
  return {
    client: () => target.deployer({ config: { ...target.config, cancel: true } }),
    effects: target.effects,
    behave: target.behave,
    run: target.run,
    /** A worker process that is killed as soon as the run has begun. */
    deployAndLoseTheAnswer: async (deployment) => {
      await target.behave({ takes: 300 });
      const start = await buildWorker(target.runs.folder);
      const worker = start({ ...target.runOf(deployment), dataDirectory: target.runs.dataDirectory });
      const died = outputOf(worker);
      while ((await target.runs.runner.status(deployment.key)).kind === 'not_seen') await delay(5);
      worker.kill('SIGKILL');
      await died;
    },
    loseTrace: async (key) => {
      const folder = await target.runs.runFolder(key);
      await target.runs.runner.stop(key);
      await rm(folder, { recursive: true });
    },
    close: () => target.close(),
  };
}

describeDeployer('the command deployer', createTarget);
describeCancel('the command deployer', createTarget);
