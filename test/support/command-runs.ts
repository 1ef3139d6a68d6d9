import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCommandRunner } from '#adapters/command-runner/command-runner.ts';
import type { CommandRun, CommandRunner, CommandStatus } from '#ports/command-runner.ts';

/** A data directory and a runner on it, for one test file. `runs` are the folders of the runs in it. */
export type CommandRuns = {
  readonly folder: string;
  readonly dataDirectory: string;
  readonly runner: CommandRunner;
  /** A further runner on the same directory, as another worker has. */
  again(options?: Partial<Parameters<typeof createCommandRunner>[0]>): CommandRunner;
  /** A run of a Node script given as text. */
  script(key: string, code: string, ...args: string[]): CommandRun;
  /** Polls until the run has ended. */
  ended(key: string): Promise<CommandStatus>;
  runFolder(key: string): Promise<string>;
  close(): Promise<void>;
};

/** Makes a runner in a temporary folder. The grace of its timeouts is 300 ms. */
export async function createCommandRuns(): Promise<CommandRuns> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-runs-'));
  const dataDirectory = join(folder, 'data');
  const again: CommandRuns['again'] = (options) =>
    createCommandRunner({ dataDirectory, redact: (text) => text, environment: process.env, grace: 300, ...options });
  const runner = again();
  return {
    folder,
    dataDirectory,
    runner,
    again,
    script: (key, code, ...args) => ({
      key,
      argv: [process.execPath, '-e', code, '--', ...args],
      folder,
      timeout: 15_000,
    }),
    ended: (key) => untilEnded(runner, key),
    runFolder: (key) => findRun(join(dataDirectory, 'runs'), key),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Polls a run until it is no longer in progress; gives up after 20 s. */
export async function untilEnded(runner: CommandRunner, key: string): Promise<CommandStatus> {
  const patience = performance.now() + 20_000;
  for (;;) {
    const status = await runner.status(key);
    if (status.kind !== 'in_progress' || performance.now() > patience) return status;
    await delay(25);
  }
}

async function findRun(runs: string, key: string): Promise<string> {
  for (const name of await readdir(runs)) {
    const record: unknown = JSON.parse(await readFile(join(runs, name, 'run.json'), 'utf8').catch(() => 'null'));
    if (typeof record === 'object' && record !== null && 'key' in record && record.key === key) return join(runs, name);
  }
  throw new Error(`There is no run ${key}.`);
}
