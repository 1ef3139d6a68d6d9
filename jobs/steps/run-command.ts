import { z } from 'zod';
import { fillPlaceholders } from '#domain/placeholders.ts';
import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';
import type { CommandStatus } from '#ports/command-runner.ts';

const Params = CommitParams.extend({ argv: z.array(z.string()).min(1), timeout: z.number() });
type Params = z.infer<typeof Params>;

const Handle = z.object({ machine: z.string(), run: z.string() });
const lookAgainIn = 500;

/**
 * Runs a build, test or check command in a checkout of the release commit. The run outlives the worker that started it; when its machine
 * is lost the command is simply run again, since it changes nothing that is kept.
 */
export const runCommand = defineStep({
  kind: 'run-command',
  params: Params,
  probe: async ({ runner }, _params, context) => {
    const status = await runner.status(runKey(context, 1));
    return status.kind === 'not_seen' || status.kind === 'unknown'
      ? { kind: 'not-done' }
      : outcomeOf(status, runner.machine, runKey(context, 1));
  },
  run: (ports, params, context) => start(ports, params, context, 1),
  handle: Handle,
  poll: async (ports, params, handle, context) => {
    const number = Number(handle.run.split('#').at(-1));
    if (handle.machine !== ports.runner.machine) {
      // Only the machine that runs it can be asked; after the longest time it may take, it is run here.
      const isOverdue = ports.clock.now() - context.startedAt > params.timeout + 60_000;
      return isOverdue
        ? start(ports, params, context, number + 1)
        : { kind: 'pending', handle, lookAgainIn: 5_000, note: `Runs on ${handle.machine}.` };
    }
    const status = await ports.runner.status(handle.run);
    if (status.kind === 'unknown' || status.kind === 'not_seen') return start(ports, params, context, number + 1);
    return outcomeOf(status, handle.machine, handle.run);
  },
});

async function start(ports: StepPorts, params: Params, context: StepContext, number: number): Promise<StepOutcome> {
  const git = ports.git.of(params);
  const { sha } = await releaseCommit(git, params);
  const { folder } = await git.checkout(context.release, sha);
  const values = {
    version: params.version,
    previous: params.previous ?? '',
    commit: sha,
    environment: context.step.environment ?? '',
  };
  const argv: string[] = [];
  for (const argument of params.argv) {
    const filled = fillPlaceholders(argument, values);
    if (filled.kind === 'refused') return { kind: 'failed', code: 'COMMAND_FAILED', message: filled.why };
    argv.push(filled.text);
  }
  const key = runKey(context, number);
  const status = await ports.runner.start({ key, argv, folder, timeout: params.timeout });
  return outcomeOf(status, ports.runner.machine, key);
}

/** Every start gets a number, so that a run lost with its machine is not taken for the new one. */
function runKey(context: StepContext, number: number): string {
  return `${context.key}#${number}`;
}

function outcomeOf(status: CommandStatus, machine: string, run: string): StepOutcome {
  switch (status.kind) {
    case 'exited':
      return status.code === 0
        ? { kind: 'succeeded', result: { took: status.took, output: status.output.slice(-1_000) } }
        : {
            kind: 'failed',
            code: 'COMMAND_FAILED',
            message: `It ended with exit code ${status.code}.\n${status.output.slice(-1_500)}`,
          };
    case 'timed_out':
      return {
        kind: 'failed',
        code: 'COMMAND_TIMED_OUT',
        message: `It was ended after ${Math.round(status.took / 1_000)} s.\n${status.output.slice(-1_500)}`,
      };
    default:
      return { kind: 'pending', handle: { machine, run }, lookAgainIn };
  }
}
