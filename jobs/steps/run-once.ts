import { z } from 'zod';
import { formatDuration } from '#domain/duration.ts';
import { Sha } from '#domain/ids.ts';
import { fillPlaceholders } from '#domain/placeholders.ts';
import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import {
  defineStep,
  type StepContext,
  type StepDefinition,
  type StepOutcome,
  type StepPorts,
} from '#operations/steps/step-definition.ts';
import type { CommandStatus } from '#ports/command-runner.ts';

const Params = z.object({
  url: z.string(),
  version: z.string(),
  previous: z.string().nullable(),
  /** The commit the command runs in a checkout of: an existing one, or the release commit made again from `commit`. */
  checkout: Sha.nullable(),
  commit: CommitParams.nullable(),
  argv: z.array(z.string()).min(1),
  timeout: z.number(),
  phase: z.enum(['expand', 'contract']).default('expand'),
});
type Params = z.infer<typeof Params>;

const Handle = z.object({ machine: z.string(), since: z.number() });
type Handle = z.infer<typeof Handle>;

const lookAgainIn = 500;
const shown = 1_500;

/**
 * A step that runs a command with an effect outside: once, whoever dies in between. What was started and cannot be asked any more is unknown,
 * and people decide; it is never started again by itself.
 */
export function runOnce(kind: string): StepDefinition {
  return defineStep({
    kind,
    params: Params,
    probe: async ({ runner, clock }, params, context) => {
      const status = await runner.status(context.key);
      if (status.kind !== 'not_seen') return outcomeOf(status, params, { machine: runner.machine, since: clock.now() });
      const startedOn = await context.startedOn();
      return startedOn.every((machine) => machine === runner.machine)
        ? { kind: 'not-done' }
        : {
            kind: 'unknown',
            why: 'The command may have been started on another machine, which has not told how it ended.',
          };
    },
    run: start,
    handle: Handle,
    poll: async ({ runner, clock }, params, handle, context) => {
      const status = await runner.status(context.key);
      if (status.kind !== 'not_seen') return outcomeOf(status, params, handle);
      if (handle.machine === runner.machine)
        return { kind: 'unknown', why: 'The record of the command is gone from this machine.' };
      if (clock.now() <= handle.since + params.timeout)
        return { kind: 'pending', handle, lookAgainIn: 5_000, note: `Runs on ${handle.machine}.` };
      return { kind: 'unknown', why: `The command was started on ${handle.machine}, which has not told how it ended.` };
    },
  });
}

async function start(ports: StepPorts, params: Params, context: StepContext): Promise<StepOutcome> {
  const git = ports.git.of(params);
  const sha = await commitOf(git, params);
  const filled = fill(params, sha, context);
  if ('why' in filled) return { kind: 'failed', code: 'COMMAND_FAILED', message: filled.why };
  const { folder } = await git.checkout(context.release, sha);
  const env = { FAIRLEAD_KEY: context.key };
  const status = await ports.runner.start({
    key: context.key,
    argv: filled.argv,
    folder,
    env,
    timeout: params.timeout,
  });
  return outcomeOf(status, params, { machine: ports.runner.machine, since: ports.clock.now() });
}

async function commitOf(git: ReturnType<StepPorts['git']['of']>, { checkout, commit }: Params): Promise<Sha> {
  if (commit !== null) return (await releaseCommit(git, commit)).sha;
  if (checkout === null) throw new TypeError('The step names no commit to run its command in.');
  return checkout;
}

function fill(
  { argv, version, previous, phase }: Params,
  sha: string,
  { step, key }: StepContext,
): { readonly argv: readonly string[] } | { readonly why: string } {
  const [service, environment] = [step.service ?? '', step.environment ?? ''];
  const values = { version, previous: previous ?? '', service, environment, commit: sha, key, phase };
  const arguments_: string[] = [];
  for (const argument of argv) {
    const filled = fillPlaceholders(argument, values);
    if (filled.kind === 'refused') return { why: filled.why };
    if (filled.text.startsWith('-') && !argument.startsWith('-'))
      return {
        why: `The argument ${argument} would become an option (it begins with a dash once filled in), so nothing was run.`,
      };
    arguments_.push(filled.text);
  }
  return { argv: arguments_ };
}

function outcomeOf(status: CommandStatus, { timeout }: Params, handle: Handle): StepOutcome {
  switch (status.kind) {
    case 'exited':
      return status.code === 0
        ? { kind: 'succeeded', result: { took: status.took, output: status.output.slice(-1_000) } }
        : { kind: 'failed', code: 'COMMAND_FAILED', message: said(`It ended with exit code ${status.code}.`, status) };
    case 'timed_out':
      return {
        kind: 'failed',
        code: 'COMMAND_TIMED_OUT',
        message: said(`It was ended after ${formatDuration(timeout)}, its longest time.`, status),
      };
    case 'in_progress':
      return { kind: 'pending', handle: { ...handle, machine: status.machine }, lookAgainIn };
    case 'unknown':
      return status;
    case 'not_seen':
      return { kind: 'unknown', why: 'The command was started and left no trace.' };
  }
}

function said(sentence: string, { output }: { readonly output: string }): string {
  return output.trim() === '' ? `${sentence} It printed nothing.` : `${sentence}\n${output.slice(-shown)}`;
}
