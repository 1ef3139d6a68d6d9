import { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { CommitRecord, Git, TagRecord } from '#ports/git.ts';
import { branchRef, checkPath, checkSha } from './check-ref.ts';
import type { Mirror } from './mirror.ts';
import { textOf } from './run-git.ts';
import { streamGit } from './stream-git.ts';

type History = Pick<Git, 'branchHead' | 'tags' | 'isAncestor' | 'commits' | 'changedPaths' | 'readFile'>;

/** What a mirror knows of its remote as of the last fetch: branches, tags, commits and files. Changes nothing. */
export function readHistory(mirror: Mirror): History {
  return {
    branchHead: async (branch) => {
      const args = ['rev-parse', '--verify', '--quiet', `${branchRef(branch)}^{commit}`];
      const answer = await mirror.git({ what: `Reading the branch ${branch}`, args, answers: [1, 128] });
      return answer.code === 0 ? Sha.parse(textOf(answer)) : null;
    },
    tags: () => readTags(mirror),
    isAncestor: async (ancestor, descendant) => {
      await mirror.ensureCommit(ancestor);
      await mirror.ensureCommit(descendant);
      const args = ['merge-base', '--is-ancestor', ancestor, descendant];
      return (await mirror.git({ what: 'Comparing two commits', args, answers: [1] })).code === 0;
    },
    commits: (range) => streamCommits(mirror, range),
    changedPaths: async ({ from, to }) => {
      await mirror.ensureCommit(to);
      if (from !== null) await mirror.ensureCommit(from);
      const args =
        from === null
          ? ['ls-tree', '-r', '-z', '--name-only', to]
          : ['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, to];
      const answer = await mirror.git({ what: 'Listing changed files', args });
      return answer.out.toString('utf8').split('\0').slice(0, -1);
    },
    readFile: (sha, path) => readFile(mirror, sha, path),
  };
}

const tagFormat = '%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)';

async function readTags(mirror: Mirror): Promise<TagRecord[]> {
  const args = ['for-each-ref', `--format=${tagFormat}`, 'refs/tags'];
  const lines = textOf(await mirror.git({ what: 'Listing tags', args })).split('\n');
  const tags: TagRecord[] = [];
  for (const line of lines) {
    const [name = '', type, sha, peeledType, peeled] = line.split('\0');
    if (type === 'commit') tags.push({ name, sha: Sha.parse(sha) });
    else if (peeledType === 'commit') tags.push({ name, sha: Sha.parse(peeled) });
    else if (peeledType === 'tag') tags.push(...(await peelDeep(mirror, name)));
  }
  return tags;
}

/** A tag of a tag, which for-each-ref peels once only. One that leads to no commit is left out. */
async function peelDeep(mirror: Mirror, name: string): Promise<TagRecord[]> {
  const args = ['rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`];
  const answer = await mirror.git({ what: `Reading the tag ${name}`, args, answers: [1, 128] });
  return answer.code === 0 ? [{ name, sha: Sha.parse(textOf(answer)) }] : [];
}

async function* streamCommits(
  mirror: Mirror,
  { from, to }: { readonly from: Sha | null; readonly to: Sha },
): AsyncGenerator<CommitRecord> {
  await mirror.ensureCommit(to);
  if (from !== null) await mirror.ensureCommit(from);
  const format = '--format=tformat:%H%x00%P%x00%an%x00%ae%x00%ct%x00%B';
  const range = from === null ? [checkSha(to)] : [checkSha(to), `^${checkSha(from)}`];
  const args = ['log', '-z', '--topo-order', '--no-color', '--encoding=UTF-8', format, ...range, '--'];
  const fields: string[] = [];
  for await (const field of streamGit({ folder: mirror.folder, what: 'Reading commits', args })) {
    if (fields.push(field) === 6) yield commitOf(fields.splice(0));
  }
}

function commitOf(fields: readonly string[]): CommitRecord {
  const [sha, parents = '', authorName = '', authorEmail = '', seconds, message = ''] = fields;
  return {
    sha: Sha.parse(sha),
    parents: parents === '' ? [] : parents.split(' ').map((parent) => Sha.parse(parent)),
    authorName,
    authorEmail,
    committedAt: Number(seconds) * 1_000,
    message: message.replace(/\r\n?/g, '\n').trimEnd(),
  };
}

async function readFile(mirror: Mirror, sha: Sha, path: string): Promise<string | null> {
  await mirror.ensureCommit(sha);
  const what = `Reading ${path}`;
  const listed = await mirror.git({ what, args: ['ls-tree', '-z', sha, '--', checkPath(path)] });
  const [, mode, oid] = /^(\d+) blob ([0-9a-f]+)\t/.exec(listed.out.toString('utf8')) ?? [];
  if (oid === undefined || mode === '120000') return null;
  const { out } = await mirror.git({ what, args: ['cat-file', 'blob', oid] });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out);
  } catch (error) {
    const message = `The file ${path} is not UTF-8 text, so it cannot be changed safely. Save it as UTF-8.`;
    throw new ReleaseError('GIT_FAILED', 'fatal', message, { cause: error });
  }
}
