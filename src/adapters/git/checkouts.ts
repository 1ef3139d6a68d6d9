import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Sha } from '#domain/ids.ts';
import type { Git } from '#ports/git.ts';
import { checkKey, checkSha } from './check-ref.ts';
import type { Mirror } from './mirror.ts';

type Checkouts = Pick<Git, 'checkout' | 'removeCheckout'>;

/**
 * Working trees of the mirror in folders under `<dataDirectory>/checkouts/<key>/`, on no branch. A note in there says which folder holds
 * which commit and is written last, so what a crash left half-made is made again. Each is made in a folder of a new name: a git that outlived
 * its killed worker writes into one that nobody uses any more.
 */
export function checkouts(mirror: Mirror, dataDirectory: string): Checkouts {
  const placeOf = (key: string) => join(dataDirectory, 'checkouts', checkKey(key));
  const clear = async (place: string) => {
    // A git that outlived its killed worker may be writing still: try for two seconds, and leave the rest to the next call.
    await rm(place, { recursive: true, force: true, maxRetries: 6, retryDelay: 100 }).catch(() => undefined);
    await forget(mirror, place);
  };
  return {
    checkout: async (key, sha) => {
      const place = placeOf(key);
      await mirror.ensureCommit(sha);
      return mirror.alone(async () => {
        const standing = await folderOf(mirror, place, sha);
        if (standing !== null) return { folder: standing };
        await clear(place);
        return { folder: await make(mirror, place, sha) };
      });
    },
    removeCheckout: async (key) => {
      const place = placeOf(key);
      await mirror.ensure();
      await mirror.alone(() => clear(place));
    },
  };
}

async function make(mirror: Mirror, place: string, sha: Sha): Promise<string> {
  await mkdir(place, { recursive: true });
  const name = randomBytes(6).toString('hex');
  const folder = join(place, name);
  const args = ['worktree', 'add', '--detach', '--quiet', folder, checkSha(sha)];
  await mirror.git({ what: `Checking out ${sha.slice(0, 12)}`, args });
  await writeFile(join(place, 'note.part'), JSON.stringify({ mirror: mirror.address.hash, sha, name }));
  await rename(join(place, 'note.part'), join(place, 'note'));
  return folder;
}

/** The folder that holds the commit whole, null when there is none. */
async function folderOf(mirror: Mirror, place: string, sha: Sha): Promise<string | null> {
  const note = await readFile(join(place, 'note'), 'utf8').catch(() => '');
  const [, name] = /"name":"([0-9a-f]+)"/.exec(note) ?? [];
  if (name === undefined || note !== JSON.stringify({ mirror: mirror.address.hash, sha, name })) return null;
  const folder = join(place, name);
  const found = await stat(join(folder, '.git')).catch(() => null);
  return found === null ? null : folder;
}

/** Takes the worktrees below a place out of the mirror's list; `git worktree prune` leaves one that a crash left locked. */
async function forget(mirror: Mirror, place: string): Promise<void> {
  const parent = join(mirror.folder, 'worktrees');
  for (const name of await readdir(parent).catch(() => [])) {
    const points = await readFile(join(parent, name, 'gitdir'), 'utf8').catch(() => '');
    if (points.startsWith(place + sep)) await rm(join(parent, name), { recursive: true, force: true });
  }
}
