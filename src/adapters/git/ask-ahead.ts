import type { Sha } from '#domain/ids.ts';
import type { CommitRecord, LocalRepository, TagRecord } from '#ports/git.ts';
import { captureGit } from './capture-git.ts';
import { createLocalRepository } from './create-local-repository.ts';
import { peekGitFolder } from './peek-git-folder.ts';
import { logArguments, readRecords } from './read-log.ts';
import { streamGit } from './stream-git.ts';
import { textOf } from './text-of.ts';

/** The ends of a range as far as they are known before anything has been looked up: names of tags, or null for what is checked out. */
export type LikelyRange = { readonly from: string; readonly to: string | null };

/** A longer range is not likely, and is read as ever. */
const most = 5_000;

/**
 * A local repository that asks what is going to be asked at once, while the program is still starting, and with as few processes as can
 * be: one for all refs and, for a likely range, one for its log, which tells of ancestry, too. An answer is used only where it is one to
 * the very question; every other question is asked as ever. Of its tags, those of other objects than commits are not left out.
 */
export function askAhead(folder: string, range: LikelyRange | null): LocalRepository {
  const plain = createLocalRepository(folder);
  const log = range === null ? null : later(readRange(folder, range));
  const refs = later(readRefs(folder));
  const seen = peekGitFolder(folder);
  /** The log, when it is the one of these ends. */
  const logOf = async (from: Sha | null, to: Sha): Promise<readonly CommitRecord[] | null> => {
    if (range === null || from === null) return null;
    const known = await refs;
    const end = range.to === null ? known.head : known.tags.get(range.to);
    return known.tags.get(range.from) === from && end === to ? log : null;
  };
  return {
    ...plain,
    tags: async () => [...(await refs).tags].map(([name, sha]): TagRecord => ({ name, sha })),
    remoteAddress: async () => seen?.remote ?? plain.remoteAddress(),
    isShallow: async () => seen?.isShallow ?? plain.isShallow(),
    head: async () => {
      const { head } = await refs;
      return seen === null || head === null ? plain.head() : { branch: seen.branch, sha: head };
    },
    notes: async (ref) => ((await refs).names.has(ref) ? plain.notes(ref) : new Map()),
    isAncestor: async (ancestor, descendant) => {
      const { tags, head } = await refs;
      const ends = range === null ? null : [tags.get(range.from), range.to === null ? head : tags.get(range.to)];
      const records = ends?.[1] === descendant ? await log : null;
      if (records !== null && isBehind(ancestor, records)) return true;
      return plain.isAncestor(ancestor, descendant).catch(async (error: unknown) => {
        if ((await plain.commitsAmong([ancestor])).has(ancestor)) throw error;
        return false;
      });
    },
    commits: async function* (asked) {
      const records = asked.withPaths === true ? null : await logOf(asked.from, asked.to);
      if (records === null) yield* plain.commits(asked);
      else yield* records;
    },
  };
}

/** Every commit of a range is behind its end, and so is every parent of one. */
function isBehind(sha: Sha, records: readonly CommitRecord[]): boolean {
  return records.some((record) => record.sha === sha || record.parents.includes(sha));
}

type Refs = { readonly head: Sha | null; readonly tags: ReadonlyMap<string, Sha>; readonly names: ReadonlySet<string> };

/** All refs, and behind a tag what it leads to. */
async function readRefs(folder: string): Promise<Refs> {
  const args = ['show-ref', '--head', '--dereference'];
  const text = textOf(await captureGit({ folder, what: 'Listing refs', args, answers: [1] }));
  const tags = new Map<string, Sha>();
  const names = new Set<string>();
  let head: Sha | null = null;
  for (let start = 0, end = 0; end >= 0 && start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? undefined : end);
    const at = line.indexOf(' ');
    if (at !== 40 && at !== 64) continue;
    const ref = line.slice(at + 1);
    // Whoever gives it to git again looks at it first.
    const sha = line.slice(0, at) as Sha;
    if (ref.startsWith('refs/tags/')) tags.set(ref.slice(10, ref.endsWith('^{}') ? -3 : undefined), sha);
    else if (ref === 'HEAD') head = sha;
    else names.add(ref);
  }
  return { head, tags, names };
}

/** The commits of a range of tags, children before parents; null when there is no such range, or it is a long one. */
async function readRange(folder: string, { from, to }: LikelyRange): Promise<readonly CommitRecord[] | null> {
  const ends = [to === null ? 'HEAD' : `refs/tags/${to}`, `^refs/tags/${from}`, '--'];
  const args = [...logArguments({ order: 'topological' }), `--max-count=${most + 1}`, ...ends];
  const records: CommitRecord[] = [];
  try {
    for await (const batch of readRecords(streamGit({ folder, what: 'Reading commits', args }), false))
      records.push(...batch);
  } catch {
    return null;
  }
  return records.length > most ? null : records;
}

/** A promise that is waited for later, or never: its failure is then nobody's. */
function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
