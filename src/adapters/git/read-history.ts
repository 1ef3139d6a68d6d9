import type { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { CommitRange, CommitRecord, GitReader } from '#ports/git.ts';
import { asSha } from './as-sha.ts';
import { branchRef, checkPath, checkSha, isRefName } from './check-ref.ts';
import { findCommits } from './find-commits.ts';
import { type LogRequest, readLog } from './read-log.ts';
import { readNotes } from './read-notes.ts';
import { readTags } from './read-tags.ts';
import type { ReadingPlace } from './reading-place.ts';
import { textOf } from './text-of.ts';

/** What a repository on this machine knows, a mirror as of its last fetch: branches, tags, commits, files and notes. Changes nothing. */
export function readHistory(place: ReadingPlace): GitReader {
  return {
    branchHead: async (branch) => (await findCommits(place, [branchRef(branch)]))[0] ?? null,
    resolve: async (name) => {
      const found = await findCommits(place, meaningsOf(name));
      return found.find((sha) => sha !== null) ?? null;
    },
    tags: () => readTags(place),
    commitsAmong: async (objects) => {
      const found = await findCommits(place, objects.map(checkSha));
      return new Set(found.filter((sha) => sha !== null));
    },
    isAncestor: async (ancestor, descendant) => {
      const args = ['merge-base', '--is-ancestor', checkSha(ancestor), checkSha(descendant)];
      const ask = (answers: readonly number[]) => place.git({ what: 'Comparing two commits', args, answers });
      const { code } = await ask([1, 128]);
      if (code !== 128) return code === 0;
      await place.ensureCommit(ancestor);
      await place.ensureCommit(descendant);
      return (await ask([1])).code === 0;
    },
    tagsBehind: async (sha) => {
      await place.ensureCommit(sha);
      const args = ['for-each-ref', `--merged=${checkSha(sha)}`, '--format=%(refname:strip=2)', 'refs/tags'];
      return new Set(textOf(await place.git({ what: 'Listing tags', args })).split('\n'));
    },
    commits: (range) => oneByOne(place, range),
    commitBatches: (range) => readHere(place, { ...range, order: 'found' }),
    datesOf: (shas) => readDates(place, shas),
    changedPaths: (range) => changedPaths(place, range),
    readFile: (sha, path) => readFile(place, sha, path),
    notes: (ref) => readNotes(place, ref),
    isShallow: async () => {
      const args = ['rev-parse', '--is-shallow-repository'];
      return textOf(await place.git({ what: 'Looking at the history', args })) === 'true';
    },
  };
}

/** What a name may stand for, in the order git would take it: a tag, a branch here, a branch of origin, an object. */
function meaningsOf(typed: string): readonly string[] {
  const [, name = typed, steps = ''] = /^(.*?)((?:[~^]\d{0,4}){0,5})$/s.exec(typed) ?? [];
  return namesOf(name).map((full) => full + steps);
}

function namesOf(name: string): readonly string[] {
  if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(name)) return [name];
  if (name === 'HEAD') return [name];
  if (!isRefName(name)) return [];
  const refs = [`refs/tags/${name}`, `refs/heads/${name}`, `refs/remotes/origin/${name}`];
  return /^[0-9a-f]{4,64}$/.test(name) ? [...refs, name] : refs;
}

async function* oneByOne(
  place: ReadingPlace,
  { from, to, withPaths = false }: CommitRange & { readonly withPaths?: boolean },
): AsyncGenerator<CommitRecord> {
  const without = from === null ? [] : [from];
  for await (const batch of readHere(place, { to: [to], without, withPaths, order: 'topological' })) yield* batch;
}

/** Reads at once, and looks for missing commits only when git has failed: most questions are then one process. */
async function* readHere(
  place: ReadingPlace,
  request: Omit<LogRequest, 'folder'>,
): AsyncGenerator<readonly CommitRecord[]> {
  await place.ensure();
  let hasBegun = false;
  try {
    for await (const batch of readLog({ ...request, folder: place.folder })) {
      hasBegun = true;
      yield batch;
    }
    return;
  } catch (error) {
    if (hasBegun) throw error;
  }
  for (const sha of [...request.to, ...request.without]) await place.ensureCommit(sha);
  yield* readLog({ ...request, folder: place.folder });
}

async function readDates(place: ReadingPlace, shas: readonly Sha[]): Promise<ReadonlyMap<Sha, number>> {
  if (shas.length === 0) return new Map();
  const args = ['log', '--no-walk=unsorted', '--stdin', '--format=tformat:%H %ct'];
  const input = shas.map((sha) => `${checkSha(sha)}\n`).join('');
  const lines = textOf(await place.git({ what: 'Reading dates', args, input })).split('\n');
  return new Map(
    lines.map((line) => {
      const [sha, seconds] = line.split(' ');
      return [asSha(sha), Number(seconds) * 1_000];
    }),
  );
}

async function changedPaths(place: ReadingPlace, { from, to }: CommitRange): Promise<readonly string[]> {
  await place.ensureCommit(to);
  if (from !== null) await place.ensureCommit(from);
  const args =
    from === null
      ? ['ls-tree', '-r', '-z', '--name-only', to]
      : ['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, to];
  const answer = await place.git({ what: 'Listing changed files', args });
  return answer.out.toString('utf8').split('\0').slice(0, -1);
}

async function readFile(place: ReadingPlace, sha: Sha, path: string): Promise<string | null> {
  await place.ensureCommit(sha);
  const what = `Reading ${path}`;
  const listed = await place.git({ what, args: ['ls-tree', '-z', sha, '--', checkPath(path)] });
  const [, mode, oid] = /^(\d+) blob ([0-9a-f]+)\t/.exec(listed.out.toString('utf8')) ?? [];
  if (oid === undefined || mode === '120000') return null;
  const { out } = await place.git({ what, args: ['cat-file', 'blob', oid] });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out);
  } catch (error) {
    const message = `The file ${path} is not UTF-8 text, so it cannot be changed safely. Save it as UTF-8.`;
    throw new ReleaseError('GIT_FAILED', 'fatal', message, { cause: error });
  }
}
