import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCommandDeployer } from '#adapters/command-deployer/command-deployer.ts';
import { createAskCommand } from '#adapters/command-runner/ask-command.ts';
import type { CommandDeployerConfig } from '#domain/project/deployer-config.ts';
import type { CommandRun, CommandRunner } from '#ports/command-runner.ts';
import type { Deployer, Deployment } from '#ports/deployer.ts';
import { type CommandRuns, createCommandRuns } from './command-runs.ts';

const program = fileURLToPath(new URL('./deploy-program.mjs', import.meta.url));

/** A place that commands deploy to: `deploy-program.mjs` and the folder it keeps its state in. */
export type CommandTarget = {
  readonly runs: CommandRuns;
  readonly config: CommandDeployerConfig;
  deployer(changed?: {
    readonly config?: CommandDeployerConfig;
    readonly runner?: CommandRunner;
    readonly now?: () => number;
  }): Deployer;
  /** The run that deploying starts, for a worker that is to be killed. */
  runOf(deployment: Deployment): CommandRun;
  effects(key: string): Promise<number>;
  behave(manner: { readonly takes?: number; readonly failure?: string | null }): Promise<void>;
  run(service: string, environment: string, version: string | null): Promise<void>;
  close(): Promise<void>;
};

/** Makes the place in a temporary folder. The status command has placeholders for the service and the environment. */
export async function createCommandTarget(): Promise<CommandTarget> {
  const runs = await createCommandRuns();
  const folder = join(runs.folder, 'target');
  await mkdir(folder);
  const verb = (name: string, ...more: string[]): string[] => [
    process.execPath,
    program,
    folder,
    name,
    '{service}',
    '{environment}',
    ...more,
  ];
  const config: CommandDeployerConfig = {
    kind: 'command',
    deploy: verb('deploy', '{key}', '{version}'),
    status: verb('status'),
    remove: verb('remove', '{key}'),
    timeout: 15_000,
  };
  const ask = createAskCommand({ redact: (text) => text, environment: process.env });
  let manner = { takes: 0, failure: null as string | null };
  const behave: CommandTarget['behave'] = async (changed) => {
    manner = { ...manner, ...changed };
    await writeFile(join(folder, 'manner.json'), JSON.stringify(manner));
  };
  await behave({});

  return {
    runs,
    config,
    deployer: (changed = {}) =>
      createCommandDeployer(changed.config ?? config, { runner: runs.again(), ask, folder: runs.folder, ...changed }),
    runOf: ({ key, service, environment, version }) => ({
      key,
      argv: [process.execPath, program, folder, 'deploy', service, environment, key, version ?? ''],
      folder: runs.folder,
      timeout: config.timeout,
    }),
    effects: async (key) =>
      (await readFile(join(folder, 'effects'), 'utf8').catch(() => '')).split('\n').filter((line) => line === key)
        .length,
    behave,
    run: async (service, environment, version) => {
      const place = join(folder, `${service}@${environment}`);
      if (version === null) await rm(place, { force: true });
      else await writeFile(place, version);
    },
    close: () => runs.close(),
  };
}
