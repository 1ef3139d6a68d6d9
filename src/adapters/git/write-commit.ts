import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { FileChange, Git } from '#ports/git.ts';
import { checkPath, checkSha } from './check-ref.ts';
import { identityEnvironment } from './identity-environment.ts';
import type { Mirror } from './mirror.ts';
import { textOf } from './run-git.ts';

type Writer = Pick<Git, 'prepareCommit' | 'mergeCommit'>;
type CommitWords = {
  readonly message: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly at: number;
};

/** Makes commits in the mirror without a working tree: blobs, a tree through an index of their own, and a commit with given names and date. */
export function writeCommit(mirror: Mirror, dataDirectory: string): Writer {
  return {
    prepareCommit: async ({ parent, changes, ...words }) => {
      await mirror.ensureCommit(parent);
      const tree = await inScratch(dataDirectory, (scratch) => changedTree(mirror, parent, changes, scratch));
      return keep(mirror, await commitTree(mirror, tree, [parent], words));
    },
    mergeCommit: async ({ onto, sha, ...words }) => {
      await mirror.ensureCommit(onto);
      await mirror.ensureCommit(sha);
      if (await isReachable(mirror, sha, onto)) return onto;
      if (await isReachable(mirror, onto, sha)) return sha;
      const tree = await mergedTree(mirror, onto, sha);
      return tree === null ? null : keep(mirror, await commitTree(mirror, tree, [onto, sha], words));
    },
  };
}

/** The tree of `parent` with whole new files in it, made through an index of its own. */
export async function changedTree(
  mirror: Pick<Mirror, 'git'>,
  parent: Sha,
  changes: readonly FileChange[],
  scratch: string,
): Promise<string> {
  const what = 'Preparing the release commit';
  const env = { GIT_INDEX_FILE: join(scratch, 'index') };
  await mirror.git({ what, args: ['read-tree', checkSha(parent)], env });
  const entries: string[] = [];
  for (const [number, { path, text }] of changes.entries()) {
    const file = join(scratch, `file-${number}`);
    await writeFile(file, text);
    const mode = await modeOf(mirror, parent, checkPath(path));
    const blob = textOf(await mirror.git({ what, args: ['hash-object', '-w', '--no-filters', '--', file] }));
    entries.push('--cacheinfo', `${mode},${blob},${path}`);
  }
  if (entries.length > 0) await mirror.git({ what, args: ['update-index', '--add', ...entries], env });
  return textOf(await mirror.git({ what, args: ['write-tree'], env }));
}

/** A file keeps its mode; a new one is an ordinary file. Anything else at the path is not ours to replace. */
export async function modeOf(mirror: Pick<Mirror, 'git'>, parent: Sha, path: string): Promise<string> {
  const args = ['ls-tree', '-z', checkSha(parent), '--', path];
  const listed = (await mirror.git({ what: `Looking at ${path}`, args })).out.toString('utf8');
  if (listed === '') return '100644';
  const mode = listed.slice(0, 6);
  if (mode === '100644' || mode === '100755') return mode;
  const message = `${path} is a link, a folder or a submodule at ${parent}, not a file. Name the file itself in fairlead.yml.`;
  throw new ReleaseError('GIT_FAILED', 'fatal', message);
}

async function commitTree(mirror: Mirror, tree: string, parents: readonly Sha[], words: CommitWords): Promise<Sha> {
  const answer = await mirror.git({
    what: 'Making a commit',
    args: ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', checkSha(parent)]), '-F', '-'],
    input: `${words.message.replaceAll('\0', ' ').trimEnd()}\n`,
    env: identityEnvironment(words),
  });
  return Sha.parse(textOf(answer));
}

async function keep(mirror: Mirror, sha: Sha): Promise<Sha> {
  await mirror.git({ what: 'Keeping a commit', args: ['update-ref', `refs/fairlead/commits/${sha}`, sha] });
  return sha;
}

async function isReachable(mirror: Mirror, ancestor: Sha, descendant: Sha): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', checkSha(ancestor), checkSha(descendant)];
  return (await mirror.git({ what: 'Comparing two commits', args, answers: [1] })).code === 0;
}

async function mergedTree(mirror: Mirror, onto: Sha, sha: Sha): Promise<string | null> {
  await requireMergeTree(mirror);
  const args = ['merge-tree', '--write-tree', '--no-messages', checkSha(onto), checkSha(sha)];
  const answer = await mirror.git({ what: 'Merging the release commit', args, answers: [1] });
  return answer.code === 1 ? null : (textOf(answer).split('\n')[0] ?? null);
}

async function requireMergeTree(mirror: Mirror): Promise<void> {
  const version = textOf(await mirror.git({ what: 'Asking git for its version', args: ['--version'] }));
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) * 1_000 + Number(minor) >= 2_038) return;
  const message = `Merging the release commit needs git 2.38 or newer; this is ${version}. Update git on the worker, or merge by hand.`;
  throw new ReleaseError('GIT_FAILED', 'fatal', message);
}

/** Runs `work` with a folder of its own below the data directory. */
export async function inScratch<T>(dataDirectory: string, work: (scratch: string) => Promise<T>): Promise<T> {
  const parent = join(dataDirectory, 'tmp');
  await mkdir(parent, { recursive: true });
  const scratch = await mkdtemp(join(parent, 'git-'));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
