import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { DeploymentRequest, IdempotencyKey } from './deployer-protocol.ts';

const Recorded = z.object({
  type: z.literal('recorded'),
  key: IdempotencyKey,
  id: z.string(),
  request: DeploymentRequest,
  at: z.string(),
});
const Effect = z.object({ type: z.literal('effect'), key: IdempotencyKey, at: z.string() });
const Finished = z.object({
  type: z.literal('finished'),
  key: IdempotencyKey,
  status: z.enum(['success', 'failure']),
  description: z.string().optional(),
  at: z.string(),
});

/** One line of the journal. An `effect` is one change of what runs, really carried out. */
export const JournalEntry = z.discriminatedUnion('type', [Recorded, Effect, Finished]);
export type JournalEntry = z.infer<typeof JournalEntry>;

export type DeploymentJournal = {
  /** Every entry there was when the journal was opened, oldest first. */
  readonly past: readonly JournalEntry[];
  /** Writes one line; it outlives the process once this returns. */
  readonly append: (entry: JournalEntry) => void;
};

/** The deployments of the shop as lines of JSON. A line that a killed process left half-written at the end is ignored. */
export function openDeploymentJournal(file: string): DeploymentJournal {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) appendFileSync(file, '\n');
  const past = whole.split('\n').flatMap(parseLine);
  return { past, append: (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`) };
}

function parseLine(line: string): JournalEntry[] {
  if (line === '') return [];
  try {
    return [JournalEntry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
