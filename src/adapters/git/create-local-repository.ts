import type { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { LocalRepository } from '#ports/git.ts';
import { captureGit } from './capture-git.ts';
import { findCommits } from './find-commits.ts';
import { readHistory } from './read-history.ts';
import type { ReadingPlace } from './reading-place.ts';
import { textOf } from './text-of.ts';

/**
 * The repository of a folder, as it stands: nothing is fetched and nothing is written. Any folder inside a working tree will do. Whoever
 * asks in a folder without a repository gets GIT_FAILED.
 */
export function createLocalRepository(folder: string): LocalRepository {
  const place: ReadingPlace = {
    folder,
    git: (call) => captureGit({ ...call, folder }),
    ensure: async () => undefined,
    ensureCommit: async (sha) => {
      if ((await findCommits(place, [sha]))[0] === null) throw missingCommit(sha, folder);
    },
  };
  return {
    ...readHistory(place),
    head: async () => {
      const args = ['symbolic-ref', '--quiet', 'HEAD'];
      const named = await place.git({ what: 'Reading the branch', args, answers: [1] });
      const [sha = null] = await findCommits(place, ['HEAD']);
      return { branch: named.code === 0 ? textOf(named).replace(/^refs\/heads\//, '') : null, sha };
    },
    remoteAddress: async () => {
      const args = ['config', '--null', '--get-regexp', '^remote\\..*\\.url$'];
      const { out } = await place.git({ what: 'Reading the remotes', args, answers: [1] });
      const remotes = out
        .toString('utf8')
        .split('\0')
        .slice(0, -1)
        .map((line) => line.split('\n', 2));
      const origin =
        remotes.find(([key]) => key === 'remote.origin.url') ?? (remotes.length === 1 ? remotes[0] : undefined);
      return origin?.[1] ?? null;
    },
  };
}

function missingCommit(sha: Sha, folder: string): ReleaseError {
  return new ReleaseError(
    'GIT_FAILED',
    'user',
    `There is no commit ${sha} in ${folder}. Fetch it first, or name another.`,
  );
}
