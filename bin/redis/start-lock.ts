import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReleaseError } from '#errors.ts';

/**
 * Runs `work` while no other process on this machine does so for the same folder: two servers on one append-only file would ruin it.
 * A lock whose owner is dead is taken over. Throws REDIS_UNAVAILABLE when a living owner does not let go within `patience` milliseconds.
 */
export async function withStartLock<Result>(
  folder: string,
  work: () => Promise<Result>,
  patience = 30_000,
): Promise<Result> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'starting.lock');
  const deadline = Date.now() + patience;
  while (!(await take(file))) {
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    else if (Date.now() > deadline) throw stuck(file, owner);
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** Whether a process with this id exists, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function take(file: string): Promise<boolean> {
  return writeFile(file, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  );
}

function stuck(file: string, owner: number): ReleaseError {
  return new ReleaseError(
    'REDIS_UNAVAILABLE',
    'fatal',
    `Process ${owner} has been starting Redis for too long. If it is not a Fairlead process, delete ${file} and start again.`,
  );
}
