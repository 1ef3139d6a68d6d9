import type { CommandDeployerConfig } from '#domain/project/deployer-config.ts';
import type { AskCommand } from '#ports/command-runner.ts';
import type { Observation } from '#ports/deployer.ts';
import { fillCommand, placeValues } from './deployment-command.ts';

/** Milliseconds a status command may take. */
const STATUS_TIMEOUT = 30_000;
const LONGEST_VERSION = 200;

/** A digest as the OCI image specification writes them: the algorithm, and what it gave in hexadecimal digits. */
const digest = /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/**
 * Asks the status command what runs: the first line it prints, trimmed; an empty one means that nothing does. A second line that is a digest is
 * that of the artifact; any other is left alone.
 */
export async function askStatus(
  config: CommandDeployerConfig,
  target: { readonly service: string; readonly environment: string },
  options: { readonly ask: AskCommand; readonly folder: string },
): Promise<Observation> {
  if (config.status === undefined) return cannotTell('The deployer has no status command.');
  const argv = fillCommand(config.status, placeValues(target));
  const answer = await options.ask({ argv, folder: options.folder, timeout: STATUS_TIMEOUT });
  if (answer.kind === 'timed_out') return cannotTell('The status command did not answer within 30 s.');
  if (answer.code === 127) return cannotTell('The program of the status command was not found on this machine.');
  if (answer.code !== 0) return cannotTell(`The status command ended with exit code ${answer.code}.`);
  const [line = '', second = ''] = answer.output.split('\n').map((each) => each.trim());
  if (line.length > LONGEST_VERSION)
    return cannotTell('The first line of the status command is too long for a version.');
  if (line === '') return { kind: 'running', version: null };
  return { kind: 'running', version: line, ...(digest.test(second) ? { artifact: second } : {}) };
}

function cannotTell(why: string): Observation {
  return { kind: 'cannot_tell', why };
}
