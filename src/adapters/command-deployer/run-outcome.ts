import { formatDuration } from '#domain/duration.ts';
import type { CommandStatus } from '#ports/command-runner.ts';
import type { DeploymentStatus } from '#ports/deployer.ts';
import { lastCharacters } from '../plain-text.ts';

/** Characters of a failed command's output that go into the reason. */
const SHOWN = 1_500;

/** What finds a run again: the machine it is on, its key, and when it was started (epoch milliseconds). */
export type RunHandle = { readonly machine: string; readonly key: string; readonly since: number };

/** A run known to this machine, as a deployment. A program that ends with 0 has succeeded, whatever runs afterwards: that is verified later. */
export function runOutcome(status: Exclude<CommandStatus, { kind: 'not_seen' }>, handle: RunHandle): DeploymentStatus {
  switch (status.kind) {
    case 'in_progress':
      return { kind: 'in_progress', handle: { ...handle, machine: status.machine } };
    case 'exited':
      if (status.code === 0) return { kind: 'success', note: `The command took ${formatDuration(status.took)}.` };
      return { kind: 'failure', why: withOutput(`The command ended with exit code ${status.code}.`, status.output) };
    case 'timed_out':
      return {
        kind: 'failure',
        why: withOutput(`The command was ended after ${formatDuration(status.took)}, its longest time.`, status.output),
      };
    case 'unknown':
      return status;
  }
}

function withOutput(sentence: string, output: string): string {
  const end = lastCharacters(output, SHOWN);
  return end === '' ? `${sentence} It printed nothing.` : `${sentence}\n${end}`;
}
