import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '#ports/git.ts';
import { checkKey, checkSha } from './check-ref.ts';
import type { Mirror } from './mirror.ts';

type Checkouts = Pick<Git, 'checkout' | 'removeCheckout'>;

/**
 * Working trees of the mirror under `<dataDirectory>/checkouts/<key>`, on no branch. A note beside the folder says which commit it holds and
 * is written last, so a folder that a crash left half-made is made again.
 */
export function checkouts(mirror: Mirror, dataDirectory: string): Checkouts {
  const parent = join(dataDirectory, 'checkouts');
  const noteOf = (key: string) => join(parent, `${checkKey(key)}.ready`);
  const clear = async (key: string) => {
    await rm(noteOf(key), { force: true });
    await rm(join(parent, checkKey(key)), { recursive: true, force: true });
    await mirror.git({ what: 'Forgetting a checkout', args: ['worktree', 'prune', '--expire=now'] });
  };
  return {
    checkout: async (key, sha) => {
      const folder = join(parent, checkKey(key));
      const note = `${mirror.address.hash} ${checkSha(sha)}\n`;
      await mirror.ensureCommit(sha);
      await mirror.alone(async () => {
        if ((await textAt(noteOf(key))) === note && (await isFolder(folder))) return;
        await mkdir(parent, { recursive: true });
        await clear(key);
        const args = ['worktree', 'add', '--detach', '--force', '--quiet', folder, sha];
        await mirror.git({ what: `Checking out ${sha.slice(0, 12)}`, args });
        await writeFile(`${noteOf(key)}.part`, note);
        await rename(`${noteOf(key)}.part`, noteOf(key));
      });
      return { folder };
    },
    removeCheckout: async (key) => {
      await mirror.ensure();
      await mirror.alone(() => clear(key));
    },
  };
}

async function textAt(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
