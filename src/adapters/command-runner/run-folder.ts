import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lastCharacters, plainOutput } from '../plain-text.ts';
import type { Redact } from '../redactor.ts';
import { outputFiles } from './bounded-output.mjs';

/** A process as `process-identity.mjs` names it. */
export const Identity = z.object({ pid: z.number(), place: z.string(), born: z.string() });

/** What the supervisor writes before the run gets its name. */
export const RunRecord = z.object({
  key: z.string(),
  machine: z.string(),
  startedAt: z.number(),
  timeout: z.number(),
  supervisor: Identity.nullable(),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** What the supervisor writes when the program has ended. */
export const ExitRecord = z.object({
  kind: z.enum(['exited', 'timed_out']),
  code: z.number().int(),
  took: z.number(),
  endedAt: z.number(),
});
export type ExitRecord = z.infer<typeof ExitRecord>;

/** Characters of output a status carries at most. */
export const OUTPUT_LIMIT = 4_000;

/** The name of a run's folder: the key as far as a file name may hold it, and a hash that tells any two keys apart. */
export function runFolderName(key: string): string {
  const readable = key.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 80);
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** Reads a record of a run; null when there is none. Throws when it is there and cannot be understood. */
export async function readRecord<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readIfThere(join(folder, file));
  return text === null ? null : schema.parse(JSON.parse(text.toString('utf8')));
}

/** Epoch milliseconds of the run's last sign of life; null when it left none. */
export async function lastSignOfLife(folder: string): Promise<number | null> {
  try {
    return (await stat(join(folder, 'alive'))).mtimeMs;
  } catch {
    return null;
  }
}

/** The redacted end of what the program printed so far. */
export async function readOutput(folder: string, redact: Redact): Promise<string> {
  const older = await readIfThere(join(folder, outputFiles.older));
  const newer = (await readIfThere(join(folder, outputFiles.newer))) ?? Buffer.alloc(0);
  // The older file may begin in the middle of a secret, which could not be recognised: its first part is never shown.
  const whole = older === null ? newer : Buffer.concat([older.subarray(OUTPUT_LIMIT * 4), newer]);
  return lastCharacters(plainOutput(whole, redact).trimEnd(), OUTPUT_LIMIT);
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
