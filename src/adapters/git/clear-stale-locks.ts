import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Age, in milliseconds, at which a lock file of git's is taken for left behind. Git holds one for moments; a git that outlived its
 * killed worker may still be at it, which is why a fresh one stays.
 */
const staleAfter = 30_000;

/** Folders of a bare repository in which git keeps no lock files, or too many files to look through. */
const passedOver: ReadonlySet<string> = new Set(['objects', 'hooks', 'info', 'logs']);

/** Removes lock files that a killed git left in a bare repository. Call it while holding the mirror's own lock. */
export async function clearStaleLocks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!passedOver.has(entry.name)) await clearStaleLocks(path);
    } else if (entry.name.endsWith('.lock') && (await ageOf(path)) > staleAfter) {
      await rm(path, { force: true });
    }
  }
}

async function ageOf(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}
