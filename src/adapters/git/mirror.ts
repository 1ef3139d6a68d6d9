import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import { checkSha } from './check-ref.ts';
import { clearStaleLocks } from './clear-stale-locks.ts';
import type { GitSetting } from './git-environment.ts';
import { withMachineLock } from './machine-lock.ts';
import type { RepositoryAddress } from './repository-address.ts';
import { type GitAnswer, type GitCall, runGit } from './run-git.ts';

/** The bare repository that stands for a remote on this machine. All git calls of one project go through it. */
export type Mirror = {
  readonly folder: string;
  readonly address: RepositoryAddress;
  /** Heads and tags of the remote, pruned. Refs of our own live in refs/fairlead/ and stay. */
  fetch(): Promise<void>;
  /** Makes the mirror, with a first fetch, where there is none. */
  ensure(): Promise<void>;
  /** Makes sure a commit is here, fetching once when it is not. */
  ensureCommit(sha: Sha): Promise<void>;
  /** Runs git in the mirror; `remote` adds the credentials. */
  git(call: Omit<GitCall, 'folder' | 'redact'>, options?: { readonly remote?: boolean }): Promise<GitAnswer>;
  /** Another text after every fetch, by whatever process; null before the first one, and in mirrors of older versions. */
  stamp(): Promise<string | null>;
  /** Runs `work` while no other process changes this mirror's checkouts or fetches. */
  alone<T>(work: () => Promise<T>): Promise<T>;
};

/** The pattern at the end of the last one lets a remote without notes pass: git refuses a plain name that is not there. */
const refspecs = [
  '+refs/heads/*:refs/heads/*',
  '+refs/tags/*:refs/tags/*',
  '+refs/notes/fairlead*:refs/notes/fairlead*',
];
/** Beside git's own files in the mirror. */
const stampFile = 'fairlead-fetched';
/** Git then answers questions about ancestry from a file of its own and opens no commits for them; each fetch adds what is new. */
const withCommitGraph: GitSetting = ['fetch.writeCommitGraph', 'true'];

/** Opens the mirror of an address under `<dataDirectory>/mirrors/`. Makes nothing until it is used. */
export function createMirror(
  dataDirectory: string,
  address: RepositoryAddress,
  redact: (text: string) => string,
): Mirror {
  const parent = join(dataDirectory, 'mirrors');
  const folder = join(parent, address.hash);
  const alone = <T>(work: () => Promise<T>) => withMachineLock(join(dataDirectory, 'locks'), address.hash, work);
  const fetchInto = async (target: string) => {
    // While refs change, and after a fetch that was cut off, nothing may be remembered.
    await rm(join(target, stampFile), { force: true });
    await runGit({
      folder: target,
      what: `Fetching ${address.shown}`,
      args: ['fetch', '--prune', '--no-tags', '--no-write-fetch-head', '--progress', address.url, ...refspecs],
      settings: [...address.settings, withCommitGraph],
      redact,
    });
    await writeFile(join(target, stampFile), randomBytes(12).toString('hex'));
  };
  const make = () => makeMirror(parent, address, fetchInto);
  const mirror: Mirror = {
    folder,
    address,
    alone,
    fetch: () =>
      alone(async () => {
        if (await make()) return;
        await clearStaleLocks(folder);
        await fetchInto(folder);
      }),
    stamp: async () => readStamp(join(folder, stampFile)),
    ensure: async () => {
      if (!existsSync(folder)) await alone(make);
    },
    ensureCommit: async (sha) => {
      await mirror.ensure();
      if (await hasCommit(folder, sha)) return;
      await mirror.fetch();
      if (!(await hasCommit(folder, sha))) throw missingCommit(sha, address);
    },
    git: async (call, { remote = false } = {}) => {
      await mirror.ensure();
      const settings = [...(call.settings ?? []), ...(remote ? address.settings : [])];
      return runGit({ ...call, folder, settings, redact });
    },
  };
  return mirror;
}

/** Clones under another name and renames when all is there, so that a crash never leaves half a mirror. True when it made one. */
async function makeMirror(
  parent: string,
  address: RepositoryAddress,
  fetchInto: (folder: string) => Promise<unknown>,
): Promise<boolean> {
  const folder = join(parent, address.hash);
  if (existsSync(folder)) return false;
  await mkdir(parent, { recursive: true });
  for (const file of await readdir(parent)) {
    if (!file.startsWith(`${address.hash}.part-`)) continue;
    // A git that outlived its killed worker may be writing still; what it leaves is in nobody's way.
    await rm(join(parent, file), { recursive: true, force: true, maxRetries: 6, retryDelay: 100 }).catch(
      () => undefined,
    );
  }
  const part = `${folder}.part-${randomBytes(6).toString('hex')}`;
  await mkdir(part);
  await runGit({ folder: part, what: 'Making a mirror', args: ['init', '--bare', '--quiet', '.'] });
  await fetchInto(part);
  await rename(part, folder);
  return true;
}

async function hasCommit(folder: string, sha: Sha): Promise<boolean> {
  const args = ['cat-file', '-e', `${checkSha(sha)}^{commit}`];
  return (await runGit({ folder, what: 'Looking for a commit', args, answers: [1, 128] })).code === 0;
}

function missingCommit(sha: Sha, address: RepositoryAddress): ReleaseError {
  return new ReleaseError(
    'GIT_FAILED',
    'fatal',
    `There is no commit ${sha} in ${address.shown}. It may have been removed by a forced push; propose the release again.`,
  );
}

/** Before every question; to hand a dozen bytes to another thread and wait for it takes many times longer than to read them. */
function readStamp(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
