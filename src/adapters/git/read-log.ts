import type { Sha } from '#domain/ids.ts';
import type { CommitRecord } from '#ports/git.ts';
import { asSha } from './as-sha.ts';
import { checkSha } from './check-ref.ts';
import { streamGit } from './stream-git.ts';

/** Which commits: all that `to` reaches and none of `without` does. */
export type LogRequest = {
  readonly folder: string;
  readonly to: readonly Sha[];
  readonly without: readonly Sha[];
  readonly withPaths?: boolean;
  /**
   * `topological`: never a commit before all of its children, for which git may have to look at everything first. `found`: by date, as
   * soon as git comes by; a wrong clock may put a parent before its child.
   */
  readonly order: 'topological' | 'found';
  readonly redact?: (text: string) => string;
};

const format = '%x00%H%x00%P%x00%an%x00%ae%x00%ct%x00%B';
/** Fields of one commit: an empty one in front, so that a list of paths has an end, and the six of the format. */
const width = 7;

/**
 * Commits by one `git log`, newest first, as many at a time as have come. With paths, each commit names the files it changed
 * (renames as both names), a merge those that it changed against its first parent.
 */
export async function* readLog(request: LogRequest): AsyncGenerator<readonly CommitRecord[]> {
  const { folder, to, without, order, withPaths = false, redact } = request;
  const paths = withPaths ? ['--name-only', '--no-renames', '--diff-merges=first-parent'] : [];
  const revisions = [...to.map(checkSha), ...without.map((sha) => `^${checkSha(sha)}`)];
  const ordered = order === 'topological' ? ['--topo-order'] : [];
  const args = [
    'log',
    '-z',
    ...ordered,
    '--no-color',
    '--encoding=UTF-8',
    ...paths,
    `--format=tformat:${format}`,
    '--stdin',
  ];
  const input = `${revisions.join('\n')}\n`;
  const call = { folder, what: 'Reading commits', args, input, ...(redact === undefined ? {} : { redact }) };
  const open: string[] = [];
  for await (const fields of streamGit(call)) {
    for (const field of fields) open.push(field);
    const { records, used } = takeRecords(open, withPaths);
    open.splice(0, used);
    if (records.length > 0) yield records;
  }
  const { records } = takeRecords([...open, ''], withPaths);
  if (records.length > 0) yield records;
}

/** Whole commits at the start of the fields. With paths a commit is whole once the next one has begun. */
function takeRecords(fields: readonly string[], withPaths: boolean): { records: CommitRecord[]; used: number } {
  const records: CommitRecord[] = [];
  let used = 0;
  for (;;) {
    const end = withPaths ? endOfPaths(fields, used + width) : used + width;
    if (end === null || end > fields.length) return { records, used };
    const record = commitOf(fields, used);
    records.push(withPaths ? { ...record, paths: pathsOf(fields.slice(used + width, end)) } : record);
    used = end;
  }
}

/** Where the list of paths ends: at the empty field in front of the next commit, null when that has not come yet. */
function endOfPaths(fields: readonly string[], start: number): number | null {
  const end = fields.indexOf('', start);
  return end < 0 ? null : end;
}

/** The first path has a line break in front, which git puts between a message and what follows it. */
function pathsOf(fields: readonly string[]): readonly string[] {
  return fields.map((path, index) => (index === 0 ? path.slice(1) : path));
}

function commitOf(fields: readonly string[], at: number): CommitRecord {
  const parents = fields[at + 2] ?? '';
  const message = fields[at + 6] ?? '';
  return {
    sha: asSha(fields[at + 1]),
    parents: parents === '' ? [] : parents.split(' ').map(asSha),
    authorName: fields[at + 3] ?? '',
    authorEmail: fields[at + 4] ?? '',
    committedAt: Number(fields[at + 5]) * 1_000,
    message: (message.includes('\r') ? message.replace(/\r\n?/g, '\n') : message).trimEnd(),
  };
}
