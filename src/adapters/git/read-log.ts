import type { Sha } from '#domain/ids.ts';
import type { CommitRecord } from '#ports/git.ts';
import { checkSha } from './check-ref.ts';
import { createLogReader, logFormat } from './log-records.ts';
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

/** Above so many commits they are named on git's standard input, since a command line is limited. */
const mostArguments = 100;

/**
 * Commits by one `git log`, newest first, as many at a time as have come. With paths, each commit names the files it changed (renames as
 * both names), a merge those that it changed against its first parent.
 */
export async function* readLog(request: LogRequest): AsyncGenerator<readonly CommitRecord[]> {
  const { folder, to, without, withPaths = false, redact } = request;
  const revisions = [...to.map(checkSha), ...without.map((sha) => `^${checkSha(sha)}`)];
  const named = revisions.length > mostArguments ? ['--stdin'] : [...revisions, '--'];
  const args = [...logArguments(request), ...named];
  const input = revisions.length > mostArguments ? { input: `${revisions.join('\n')}\n` } : {};
  const secrets = redact === undefined ? {} : { redact };
  yield* readRecords(streamGit({ folder, what: 'Reading commits', args, ...input, ...secrets }), withPaths);
}

/** The arguments of `git log` in front of the commits it is to begin at. */
export function logArguments({ order, withPaths = false }: Pick<LogRequest, 'order' | 'withPaths'>): readonly string[] {
  const ordered = order === 'topological' ? ['--topo-order'] : [];
  const paths = withPaths ? ['--name-only', '--no-renames', '--diff-merges=first-parent'] : [];
  return ['log', '-z', '--no-color', '--encoding=UTF-8', ...ordered, ...paths, `--format=tformat:${logFormat}`];
}

/** The commits in what a `git log` of these arguments prints. */
export async function* readRecords(
  bytes: AsyncIterable<Buffer>,
  withPaths: boolean,
): AsyncGenerator<readonly CommitRecord[]> {
  const reader = createLogReader(withPaths);
  for await (const chunk of bytes) {
    const records = reader.take(chunk);
    if (records.length > 0) yield records;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}
