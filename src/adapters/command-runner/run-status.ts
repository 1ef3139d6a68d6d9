import { ReleaseError } from '#errors.ts';
import type { CommandStatus } from '#ports/command-runner.ts';
import type { Redact } from '../redactor.ts';
import { livenessOf } from './process-identity.mjs';
import { ExitRecord, lastSignOfLife, RunRecord, readOutput, readRecord } from './run-folder.ts';

/** Milliseconds without a sign of life after which a run in another container or on another boot counts as dead. */
const SILENCE = 60_000;

/**
 * Tells how a run stands from what its supervisor left in the folder. The exit is read again after the supervisor is found dead, since
 * it may have written it in between.
 */
export async function runStatus(folder: string, redact: Redact): Promise<CommandStatus> {
  try {
    const before = await ended(folder, redact);
    if (before !== null) return before;
    const run = await readRecord(folder, 'run.json', RunRecord);
    if (run === null) return { kind: 'not_seen' };
    if (await isAlive(folder, run)) return { kind: 'in_progress', machine: run.machine };
    return (await ended(folder, redact)) ?? { kind: 'unknown', why: diedSilently(run) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      const why = `The record of a command cannot be read now (${error.code}).`;
      throw new ReleaseError('COMMAND_FAILED', 'transient', why, { cause: error });
    }
    return { kind: 'unknown', why: 'The record of the command is damaged.' };
  }
}

async function ended(folder: string, redact: Redact): Promise<CommandStatus | null> {
  const exit = await readRecord(folder, 'exit.json', ExitRecord);
  if (exit === null) return null;
  const output = await readOutput(folder, redact);
  if (exit.kind === 'timed_out') return { kind: 'timed_out', output, took: exit.took };
  return { kind: 'exited', code: exit.code, output, took: exit.took };
}

async function isAlive(folder: string, run: RunRecord): Promise<boolean> {
  const liveness = run.supervisor === null ? 'elsewhere' : livenessOf(run.supervisor);
  if (liveness !== 'elsewhere') return liveness === 'alive';
  return Date.now() - ((await lastSignOfLife(folder)) ?? run.startedAt) < SILENCE;
}

function diedSilently(run: RunRecord): string {
  return `The command was started on ${run.machine}, and its supervisor died before it could tell how the command ended.`;
}
