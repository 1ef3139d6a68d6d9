import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExitRecord, lastSignOfLife, readRecord } from './run-folder.ts';

const DAY = 86_400_000;

/**
 * Removes runs that ended, or gave their last sign of life, before `before` (epoch milliseconds), and what a crash left half made. A
 * removed key counts as never seen, so `before` has to lie further back than any release waits. A run that goes on is kept.
 */
export async function removeOldRuns(runsFolder: string, before: number): Promise<void> {
  for (const name of await readdir(runsFolder)) {
    const folder = join(runsFolder, name);
    if (name.startsWith('.')) await removeLeftover(folder);
    else if (await isOver(folder, before)) await removeWhole(runsFolder, folder);
  }
}

async function isOver(folder: string, before: number): Promise<boolean> {
  try {
    const exit = await readRecord(folder, 'exit.json', ExitRecord);
    const last = exit?.endedAt ?? (await lastSignOfLife(folder));
    return last !== null && last < before;
  } catch {
    return false;
  }
}

/** Renames first, so that a run is there whole or not at all; of two that remove the same one the second does nothing. */
async function removeWhole(runsFolder: string, folder: string): Promise<void> {
  const gone = join(runsFolder, `.gone-${randomUUID()}`);
  try {
    await rename(folder, gone);
  } catch {
    return;
  }
  await rm(gone, { recursive: true, force: true });
}

async function removeLeftover(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found !== null && found.mtimeMs < Date.now() - DAY) await rm(folder, { recursive: true, force: true });
}
