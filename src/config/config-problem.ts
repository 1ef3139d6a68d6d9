import { ReleaseError } from '#errors.ts';

/** One mistake in a configuration file. Line and column count from 1. */
export type ConfigProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the tree: `projects.shop.environments[0].strategy`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
};

/** A place in the parsed tree, as zod names it. */
export type ConfigPath = readonly PropertyKey[];

/** `fairlead.yml:12:7: projects.shop.channel: expected ...`, the form editors make clickable. */
export function formatProblem(problem: ConfigProblem): string {
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === '' ? `${where}: ${problem.message}` : `${where}: ${problem.path}: ${problem.message}`;
}

/** Writes a place as people read it: `projects.shop.environments[0].strategy`. */
export function formatPath(path: ConfigPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

/** The CONFIG_INVALID error that lists every problem at once, in the order of the file; `problemsOf` gives them back. */
export function configurationError(problems: readonly ConfigProblem[]): ReleaseError {
  const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
  const lines = problems.map(formatProblem).join('\n');
  const advice = `Correct ${problems.length === 1 ? 'it' : 'them'} and start again.`;
  const message = `The configuration has ${count}:\n${lines}\n${advice}`;
  return new ReleaseError('CONFIG_INVALID', 'fatal', message, { cause: { problems } satisfies ProblemList });
}

/** The problems an error of `configurationError` carries; none for any other error. */
export function problemsOf(error: unknown): readonly ConfigProblem[] {
  const isOurs = error instanceof ReleaseError && error.code === 'CONFIG_INVALID';
  return isOurs && isProblemList(error.cause) ? error.cause.problems : [];
}

type ProblemList = { readonly problems: readonly ConfigProblem[] };

function isProblemList(cause: unknown): cause is ProblemList {
  return typeof cause === 'object' && cause !== null && 'problems' in cause && Array.isArray(cause.problems);
}
