import { z } from 'zod';
import type { Json } from '#domain/ids.ts';
import type { CommandDeployerConfig } from '#domain/project/deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { AskCommand, CommandRunner, CommandStatus } from '#ports/command-runner.ts';
import type { Cancellation, Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { askStatus } from './ask-status.ts';
import { checkCommands } from './check-commands.ts';
import { deploymentValues, fillCommand } from './deployment-command.ts';
import { runOutcome } from './run-outcome.ts';

const Handle = z.object({ machine: z.string(), key: z.string(), since: z.number() });
type Handle = z.infer<typeof Handle>;

export type CommandDeployerOptions = {
  readonly runner: CommandRunner;
  readonly ask: AskCommand;
  /** Folder the commands run in. */
  readonly folder: string;
  /** Where programs are looked for by `check`; the worker's PATH when absent. */
  readonly searchPath?: string;
  readonly now?: () => number;
};

/**
 * Deploys by running a program on the worker, once per key on one machine. Other machines cannot see that run: there the status command, if
 * there is one, tells whether the version runs; otherwise the outcome is unknown and people are asked.
 */
export function createCommandDeployer(config: CommandDeployerConfig, options: CommandDeployerOptions): Deployer {
  const { runner, now = Date.now } = options;
  const handleOf = (key: string): Handle => ({ machine: runner.machine, key, since: now() });
  const runs = async (deployment: Deployment): Promise<boolean> => {
    const seen = await askStatus(config, deployment, options);
    return seen.kind === 'running' && seen.version === deployment.version;
  };
  const settle = async (status: Seen, deployment: Deployment, handle: Handle): Promise<DeploymentStatus> => {
    if (status.kind === 'unknown' && (await runs(deployment))) return alreadyRuns(deployment);
    return runOutcome(status, handle);
  };

  return {
    capabilities: async () => ({ observe: config.status !== undefined, remove: config.remove !== undefined }),
    async deploy(deployment) {
      const argv = fillCommand(templateOf(config, deployment), deploymentValues(deployment));
      const { key } = deployment;
      const status = await runner.start({ key, argv, folder: options.folder, timeout: config.timeout });
      if (status.kind === 'not_seen') return { kind: 'unknown', why: 'The command was started and left no trace.' };
      return settle(status, deployment, handleOf(key));
    },
    async find(deployment) {
      const status = await runner.status(deployment.key);
      if (status.kind !== 'not_seen') return settle(status, deployment, handleOf(deployment.key));
      if (wasStartedHereOnly(deployment, runner.machine)) return status;
      if (await runs(deployment)) return alreadyRuns(deployment);
      return { kind: 'unknown', why: startedElsewhere(config) };
    },
    async poll(deployment, stored) {
      const handle = readHandle(stored);
      const status = await runner.status(handle.key);
      if (status.kind !== 'not_seen') return settle(status, deployment, handle);
      if (await runs(deployment)) return alreadyRuns(deployment);
      return outOfSight(config, handle, runner.machine, now());
    },
    ...(config.cancel === true ? { cancel: (_deployment, stored) => endRun(runner, readHandle(stored)) } : {}),
    observe: (target) => askStatus(config, target, options),
    check: () =>
      checkCommands(config, { folder: options.folder, searchPath: options.searchPath ?? process.env.PATH ?? '' }),
  };
}

/** Only workers of the machine a run is on can end it, so the others leave it to the next look. */
async function endRun(runner: CommandRunner, { key, machine }: Handle): Promise<Cancellation> {
  if (machine !== runner.machine) {
    const why = `The command runs on ${machine}, and only workers there can end it.`;
    throw new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', why);
  }
  await runner.stop(key);
  return { kind: 'asked' };
}

type Seen = Exclude<CommandStatus, { kind: 'not_seen' }>;

function templateOf(config: CommandDeployerConfig, deployment: Deployment): readonly string[] {
  if (deployment.version !== null) return config.deploy;
  if (config.remove !== undefined) return config.remove;
  const why = `The deployer of ${deployment.service} has no remove command, so the service cannot be taken away. Add one to its configuration.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
}

/** Without a word on where it was started, any machine may have started it. */
function wasStartedHereOnly(deployment: Deployment, machine: string): boolean {
  return deployment.startedOn?.every((each) => each === machine) ?? false;
}

function alreadyRuns({ service, version }: Deployment): DeploymentStatus {
  return { kind: 'success', note: version === null ? `${service} does not run.` : `${service} ${version} runs.` };
}

function startedElsewhere(config: CommandDeployerConfig): string {
  const told =
    config.status === undefined ? 'there is no status command that could tell' : 'the version does not run so far';
  return `The command may have been started on another machine, and ${told}.`;
}

/** What to think of a run this machine has no record of, `now` in epoch milliseconds. */
function outOfSight(config: CommandDeployerConfig, handle: Handle, machine: string, now: number): DeploymentStatus {
  if (handle.machine === machine)
    return { kind: 'unknown', why: 'The record of the command is gone from this machine.' };
  if (now <= handle.since + config.timeout) return { kind: 'in_progress', handle, note: `Runs on ${handle.machine}.` };
  return { kind: 'unknown', why: `The command was started on ${handle.machine}, which has not told how it ended.` };
}

function readHandle(stored: Json): Handle {
  const handle = Handle.safeParse(stored);
  if (handle.success) return handle.data;
  throw new ReleaseError(
    'PAYLOAD_INVALID',
    'fatal',
    'The handle of a deployment is not of the shape this version knows.',
  );
}
