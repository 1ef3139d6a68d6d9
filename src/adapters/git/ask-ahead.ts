import type { Sha } from '#domain/ids.ts';
import { isSha } from '#domain/is-sha.ts';
import type { LocalRepository, TagRecord } from '#ports/git.ts';
import { captureGit } from './capture-git.ts';
import { createLocalRepository } from './create-local-repository.ts';
import { logArguments, readRecords } from './read-log.ts';
import { outputOf, type RunningGit, type StreamCall, startGit } from './stream-git.ts';
import { textOf } from './text-of.ts';

/** The ends of a range as far as they are known before anything has been looked up: names of tags, or null for what is checked out. */
export type LikelyRange = { readonly from: string; readonly to: string | null };

/**
 * A local repository that asks what is going to be asked at once and side by side, while the program is still starting: refs, remotes, the
 * kind of clone and, for a likely range, ancestry and log. An answer is used only where it is one to the very question; every other
 * question is asked as ever.
 */
export function askAhead(folder: string, range: LikelyRange | null): LocalRepository {
  const plain = createLocalRepository(folder);
  const log = range === null ? null : startLog(folder, range);
  const ahead = (call: Omit<StreamCall, 'folder'>) => later(captureGit({ ...call, folder }).then(textOf));
  const refs = later(
    ahead({ what: 'Listing refs', args: ['show-ref', '--head', '--dereference'], answers: [1] }).then(refsIn),
  );
  const place = ahead({
    what: 'Looking around',
    args: ['rev-parse', '--is-shallow-repository', '--symbolic-full-name', 'HEAD'],
  });
  const remote = later(plain.remoteAddress());
  const isBehind = range === null ? null : later(compareEnds(folder, range));
  const tags = later(refs.then((known) => tagsAmong(plain, known)));
  const isLikely = async ({ from, to }: { readonly from: Sha | null; readonly to: Sha }): Promise<boolean> => {
    if (range === null || from === null) return false;
    const known = await refs;
    return known.tags.get(range.from) === from && (range.to === null ? known.head : known.tags.get(range.to)) === to;
  };
  let unusedLog = log;
  return {
    ...plain,
    tags: () => tags,
    remoteAddress: () => remote,
    isShallow: async () => (await place).startsWith('true'),
    head: async () => {
      const [known, said] = await Promise.all([refs, place.catch(() => '')]);
      if (known.head === null) return plain.head();
      const [, branch = null] = /\nrefs\/heads\/(.+)$/.exec(said) ?? [];
      return { branch, sha: known.head };
    },
    notes: async (ref) => ((await refs).names.has(ref) ? plain.notes(ref) : new Map()),
    isAncestor: async (from, to) => {
      const known = isBehind !== null && (await isLikely({ from, to })) ? await isBehind : null;
      return known ?? plain.isAncestor(from, to);
    },
    commits: async function* (asked) {
      if (unusedLog === null || asked.withPaths === true || !(await isLikely(asked))) {
        yield* plain.commits(asked);
        return;
      }
      const running = unusedLog;
      unusedLog = null;
      for await (const batch of readRecords(outputOf(running), false)) yield* batch;
    },
  };
}

type Refs = { readonly head: Sha | null; readonly tags: ReadonlyMap<string, Sha>; readonly names: ReadonlySet<string> };

/** Refs as show-ref prints them: a tag, and behind it what it leads to. */
function refsIn(text: string): Refs {
  const tags = new Map<string, Sha>();
  const names = new Set<string>();
  let head: Sha | null = null;
  for (const line of text.split('\n')) {
    const at = line.indexOf(' ');
    const sha = line.slice(0, at);
    if (!isSha(sha)) continue;
    const ref = line.slice(at + 1);
    if (ref === 'HEAD') head = sha;
    else if (ref.startsWith('refs/tags/')) tags.set(ref.replace(/\^\{\}$/, '').slice(10), sha);
    else names.add(ref);
  }
  return { head, tags, names };
}

async function tagsAmong(plain: LocalRepository, { tags }: Refs): Promise<readonly TagRecord[]> {
  const commits = await plain.commitsAmong([...new Set(tags.values())]);
  return [...tags].flatMap(([name, sha]) => (commits.has(sha) ? [{ name, sha }] : []));
}

function startLog(folder: string, range: LikelyRange): RunningGit {
  const [from, to] = endsOf(range);
  const args = [...logArguments({ order: 'topological' }), to, `^${from}`, '--'];
  const git = startGit({ folder, what: 'Reading commits', args });
  // Node throws away what nobody listens for once the process has ended.
  git.out.on('readable', () => undefined);
  return git;
}

/** Null when there is no such range. */
async function compareEnds(folder: string, range: LikelyRange): Promise<boolean | null> {
  const [from, to] = endsOf(range);
  const args = ['merge-base', '--is-ancestor', `${from}^{commit}`, `${to}^{commit}`];
  const { code } = await captureGit({ folder, what: 'Comparing two commits', args, answers: [1, 128] });
  return code === 128 ? null : code === 0;
}

function endsOf({ from, to }: LikelyRange): readonly [string, string] {
  return [`refs/tags/${from}`, to === null ? 'HEAD' : `refs/tags/${to}`];
}

/** A promise that is waited for later, or never: its failure is then nobody's. */
function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
