import type { BumpOutcome } from './version-file.ts';
import { pathOfEntry, type VersionFileEntry } from './version-file-entry.ts';
import { bumpVersion, companionsOf } from './version-file-kinds.ts';

/** One version file and the change it is to make; `from` null replaces any version. */
export type BumpTarget = { readonly file: VersionFileEntry; readonly from: string | null; readonly to: string };

/** A file of the commit: its whole new text, and whether it holds the version itself or repeats that of another (a lock file, a range). */
export type BumpedFile = {
  readonly path: string;
  readonly text: string;
  readonly role: 'version' | 'companion';
};

export type BumpProblem =
  | { readonly kind: 'missing'; readonly path: string }
  /** The file holds neither the old version nor the new one; `expected` null when any would do. */
  | { readonly kind: 'mismatch'; readonly path: string; readonly found: string; readonly expected: string | null }
  | { readonly kind: 'invalid'; readonly path: string; readonly why: string };

export type BumpPlan =
  | {
      readonly kind: 'planned';
      /** Targets in the order asked for, then companions by path; only files whose text changes. */
      readonly changes: readonly BumpedFile[];
      /** Targets that hold the new version already. */
      readonly already: readonly string[];
      /** What a person should know and nothing was done about: one sentence for each. */
      readonly notes: readonly { readonly path: string; readonly note: string }[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly BumpProblem[] };

/** Which of a repository's paths `planBump` needs the text of. Targets that are not in the repository are left out. */
export function filesForBump(paths: readonly string[], targets: readonly BumpTarget[]): readonly string[] {
  const wanted = new Set(
    targets.flatMap(({ file }) => [pathOfEntry(file), ...companionsOf(file).map((companion) => companion.path)]),
  );
  return paths.filter((path) => wanted.has(path));
}

/**
 * Works out every text a bump changes: the targets, and the files that repeat their versions. All or nothing: one target that will not do
 * refuses the whole. Pure; planned again over its own result, nothing changes.
 */
export function planBump(files: ReadonlyMap<string, string>, targets: readonly BumpTarget[]): BumpPlan {
  const texts = new Map(files);
  const problems: BumpProblem[] = [];
  const already: string[] = [];
  const take = (path: string, outcome: BumpOutcome, expected: string | null): void => {
    if (outcome.kind === 'bumped') texts.set(path, outcome.text);
    if (outcome.kind === 'mismatch') problems.push({ kind: 'mismatch', path, found: outcome.found, expected });
    if (outcome.kind === 'invalid') problems.push({ kind: 'invalid', path, why: outcome.why });
  };
  for (const { file, from, to } of targets) {
    const path = pathOfEntry(file);
    const text = texts.get(path);
    const outcome = text === undefined ? null : bumpVersion(file, text, from, to);
    if (outcome === null) problems.push({ kind: 'missing', path });
    else take(path, outcome, from);
    if (outcome?.kind === 'already') already.push(path);
    for (const companion of companionsOf(file)) {
      const beside = texts.get(companion.path);
      if (beside !== undefined) take(companion.path, companion.bump(beside, { from, to }), from);
    }
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'planned', changes: changesBetween(files, texts, targets), already, notes: [] };
}

function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  targets: readonly BumpTarget[],
): readonly BumpedFile[] {
  const own = [...new Set(targets.map(({ file }) => pathOfEntry(file)))];
  const others = [...after.keys()].filter((path) => !own.includes(path)).sort();
  return [...own, ...others].flatMap((path): BumpedFile[] => {
    const text = after.get(path);
    if (text === undefined || text === before.get(path)) return [];
    return [{ path, text, role: own.includes(path) ? 'version' : 'companion' }];
  });
}
