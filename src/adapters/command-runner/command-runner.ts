import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ReleaseError } from '#errors.ts';
import type { CommandRun, CommandRunner, CommandStatus } from '#ports/command-runner.ts';
import type { Redact } from '../redactor.ts';
import { endOrphan } from './end-orphan.ts';
import { machineName } from './machine-name.ts';
import { programEnvironment } from './program-environment.ts';
import { removeOldRuns } from './remove-old-runs.ts';
import { runFolderName } from './run-folder.ts';
import { runStatus } from './run-status.ts';

const supervisor = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));
const CLAIM_WAIT = 15_000;
const STOP_WAIT = 5_000;
const CLEAN_EVERY = 3_600_000;
/** Linux refuses one environment string over 128 KiB; the request travels in one. */
const REQUEST_LIMIT = 120_000;

export type CommandRunnerOptions = {
  /** Folder of this machine's runs; outlives the worker. */
  readonly dataDirectory: string;
  readonly redact: Redact;
  /** The worker's own environment, of which programs see little: see `programEnvironment`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly passEnv?: readonly string[];
  /** Milliseconds between the polite and the forced end of a process group. */
  readonly grace?: number;
  /** Milliseconds an ended run is kept. */
  readonly keep?: number;
};

/**
 * Runs each program under a small supervisor process of its own, so that a run goes on when its worker is killed and whoever asks later
 * finds how it ended. Any number of workers may share the data directory: a key is started by one of them, once.
 */
export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  const machine = machineName(options.dataDirectory);
  const runs = join(options.dataDirectory, 'runs');
  mkdirSync(runs, { recursive: true, mode: 0o700 });
  const clean = createCleaner(runs, options.keep ?? 30 * 86_400_000);
  const statusOf = (key: string): Promise<CommandStatus> => runStatus(join(runs, runFolderName(key)), options.redact);

  return {
    machine,
    status: statusOf,
    async start(run) {
      const seen = await statusOf(run.key);
      if (seen.kind !== 'not_seen') return seen;
      await refuseUnusable(run);
      await clean();
      await startSupervisor(runs, join(runs, runFolderName(run.key)), requestOf(run, runs, machine, options));
      return statusOf(run.key);
    },
    async stop(key) {
      const folder = join(runs, runFolderName(key));
      const { kind } = await statusOf(key);
      if (kind === 'unknown') await endOrphan(folder);
      if (kind !== 'in_progress') return;
      await writeFile(join(folder, 'stop'), '');
      const patience = performance.now() + (options.grace ?? 5_000) + STOP_WAIT;
      while ((await statusOf(key)).kind === 'in_progress' && performance.now() < patience) await delay(50);
    },
  };
}

async function refuseUnusable(run: CommandRun): Promise<void> {
  const isFolder = await stat(run.folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new ReleaseError('COMMAND_FAILED', 'fatal', `The folder ${run.folder} a command should run in is not there.`);
  }
  if (run.argv.length === 0 || run.argv.some((argument) => argument.includes('\0'))) {
    throw new ReleaseError(
      'COMMAND_FAILED',
      'fatal',
      'A command is empty or holds a NUL character, so it was not run.',
    );
  }
}

function requestOf(run: CommandRun, runs: string, machine: string, options: CommandRunnerOptions): string {
  const request = JSON.stringify({
    key: run.key,
    machine,
    runs,
    name: runFolderName(run.key),
    argv: run.argv,
    folder: run.folder,
    env: { ...programEnvironment(options.environment, options.passEnv ?? []), ...run.env },
    timeout: run.timeout,
    grace: options.grace ?? 5_000,
  });
  if (Buffer.byteLength(request) <= REQUEST_LIMIT) return request;
  const why = 'A command with its environment is longer than 120,000 bytes. Pass less by passEnv, or pass a file.';
  throw new ReleaseError('COMMAND_FAILED', 'fatal', why);
}

/** Waits until the run has its name, whoever gave it. A worker killed in here leaves a supervisor that needs nothing more from it. */
async function startSupervisor(runs: string, folder: string, request: string): Promise<void> {
  const child = spawn(process.execPath, [supervisor], {
    cwd: runs,
    detached: true,
    stdio: 'ignore',
    env: { FAIRLEAD_RUN: request },
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('exit', () => resolve(true));
    child.once('error', () => resolve(true));
  });
  child.unref();
  const patience = performance.now() + CLAIM_WAIT;
  let isOver = false;
  while (!existsSync(folder) && !isOver && performance.now() < patience) {
    isOver = await Promise.race([ended, delay(10, false)]);
  }
  if (existsSync(folder)) return;
  const why = isOver ? 'ended before it began' : 'did not begin within 15 s';
  throw new ReleaseError('COMMAND_FAILED', 'transient', `The supervisor of a command ${why}. Is the disk full?`);
}

function createCleaner(runs: string, keep: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = Date.now();
    if (now < next) return;
    next = now + CLEAN_EVERY;
    await removeOldRuns(runs, now - keep).catch(() => undefined);
  };
}
