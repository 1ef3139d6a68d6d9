import { lstat, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseError } from '#errors.ts';
import type { WorkingCopy } from '#ports/working-copy.ts';
import { asSha } from './as-sha.ts';
import { checkPath, checkSha } from './check-ref.ts';
import { createLocalRepository } from './create-local-repository.ts';
import { type OwnGit, openOwnGit, ownIdentity, ownSetting } from './own-git.ts';
import { ownTags } from './own-tags.ts';
import { summariseCommit } from './summarise-commit.ts';
import { textOf } from './text-of.ts';
import { changedTree, inScratch, modeOf } from './write-commit.ts';

type Writing = Pick<WorkingCopy, 'looseText' | 'write' | 'prepareCommit' | 'adopt'>;

/** Opens the working copy that a folder lies in, for its owner. Throws GIT_FAILED where there is none. */
export async function openWorkingCopy(folder: string): Promise<WorkingCopy> {
  const own = await openOwnGit(folder);
  return { ...createLocalRepository(own.folder), ...summariseCommit(own), ...ownTags(own), ...writing(own) };
}

function writing(own: OwnGit): Writing {
  const fileOf = (path: string) => join(own.folder, checkPath(path));
  const write: Writing['write'] = async (changes) => {
    for (const { path, text } of changes) await writeFile(fileOf(path), text);
  };
  return {
    looseText: async (path) => {
      const args = ['cat-file', 'blob', `:0:${checkPath(path)}`];
      const staged = await own.git({ what: `Reading ${path} in the index`, args, answers: [128] });
      const isFile = await lstat(fileOf(path)).then(
        (found) => found.isFile(),
        () => false,
      );
      return {
        staged: staged.code === 0 ? plainEnds(staged.out.toString('utf8')) : null,
        here: isFile ? plainEnds(await readFile(fileOf(path), 'utf8')) : null,
      };
    },
    write,
    prepareCommit: async ({ at, changes, message, parent }) => {
      await ownIdentity(own);
      const tree = await inScratch(join(tmpdir(), 'fairlead'), (scratch) => changedTree(own, parent, changes, scratch));
      const sign = (await ownSetting(own, 'commit.gpgSign', 'bool')) === 'true' ? ['-S'] : [];
      const date = `@${Math.floor(at / 1_000)} +0000`;
      const env = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      const args = ['commit-tree', tree, '-p', checkSha(parent), ...sign, '-F', '-'];
      return asSha(textOf(await own.git({ what: 'Making the commit', args, input: message, env })));
    },
    adopt: async ({ changes, parent, sha }) => {
      // Files first: a second call after a death in between finds them as they should be, and goes on.
      await write(changes);
      await moveHead(own, parent, sha);
      for (const { path } of changes) await stage(own, sha, path);
      await own.git({ what: 'Refreshing the index', args: ['update-index', '-q', '--refresh'], answers: [1] });
    },
  };
}

/** A checkout may have turned line ends; that is no change of its owner's. */
function plainEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

async function moveHead(own: OwnGit, parent: string, sha: string): Promise<void> {
  const subject = textOf(await own.git({ what: 'Reading the commit', args: ['log', '-1', '--format=%s', sha, '--'] }));
  const args = ['update-ref', '-m', `commit: ${subject}`, 'HEAD', checkSha(sha), checkSha(parent)];
  const answer = await own.git({ what: 'Moving the branch', args, answers: [1, 128] });
  if (answer.code === 0) return;
  const message = 'The branch moved while the commit was made, so nothing was committed. Run the command again.';
  throw new ReleaseError('GIT_FAILED', 'user', message);
}

/** Puts one file of a commit into the index; everything else that is staged stays as it is. */
async function stage(own: OwnGit, sha: Parameters<typeof modeOf>[1], path: string): Promise<void> {
  const what = `Staging ${path}`;
  const mode = await modeOf(own, sha, path);
  const blob = textOf(await own.git({ what, args: ['rev-parse', '--verify', `${sha}:${path}`] }));
  await own.git({ what, args: ['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`] });
}
