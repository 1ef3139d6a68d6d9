import type { BumpedTarget } from './followers/follower.ts';
import { followers } from './followers/index.ts';
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

/** Why a file cannot be bumped. */
export type BumpProblem =
  | { readonly kind: 'missing'; readonly path: string }
  /** The file holds neither the old version nor the new one; `expected` null when any would do. */
  | { readonly kind: 'mismatch'; readonly path: string; readonly found: string; readonly expected: string | null }
  | { readonly kind: 'invalid'; readonly path: string; readonly why: string };

/** Every text a bump changes, or every reason against it. */
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

/**
 * Which of a repository's paths `planBump` needs the text of: the targets that are there, and whatever may repeat their versions. Folders of
 * dependencies and of test data, which may be broken on purpose, are passed over.
 */
export function filesForBump(paths: readonly string[], targets: readonly BumpTarget[]): readonly string[] {
  const own = targets.map(({ file }) => pathOfEntry(file));
  const wanted = new Set([...own, ...targets.flatMap(({ file }) => companionsOf(file).map(({ path }) => path))]);
  const asked = followers.filter(({ isFor }) => own.some(isFor));
  const isForeign = (path: string) =>
    /(?:^|\/)(?:node_modules|vendor|target|fixtures?|__fixtures__|test[-_]?data)\//.test(path);
  return paths.filter((path) => wanted.has(path) || (!isForeign(path) && asked.some(({ wants }) => wants(path))));
}

/**
 * Works out every text a bump changes: the targets, and the files that repeat their versions. All or nothing: one target that will not do
 * refuses the whole. Pure; planned again over its own result, nothing changes. Without `follow` only the targets and npm's lock files change,
 * and in those only versions.
 */
export function planBump(
  files: ReadonlyMap<string, string>,
  targets: readonly BumpTarget[],
  { follow = true }: { readonly follow?: boolean } = {},
): BumpPlan {
  const plan: Working = { texts: new Map(files), problems: [], already: [], notes: [], bumped: [] };
  for (const target of targets) bumpTarget(plan, target);
  for (const target of targets) bumpCompanions(plan, target);
  if (follow && plan.problems.length === 0) followAll(plan);
  if (plan.problems.length > 0) return { kind: 'refused', problems: plan.problems };
  return {
    kind: 'planned',
    changes: changesBetween(files, plan.texts, targets),
    already: plan.already,
    notes: plan.notes,
  };
}

type Working = {
  readonly texts: Map<string, string>;
  readonly problems: BumpProblem[];
  readonly already: string[];
  readonly notes: { readonly path: string; readonly note: string }[];
  readonly bumped: BumpedTarget[];
};

function bumpTarget(plan: Working, { file, from, to }: BumpTarget): void {
  const path = pathOfEntry(file);
  const before = plan.texts.get(path);
  if (before === undefined) {
    plan.problems.push({ kind: 'missing', path });
    return;
  }
  const outcome = bumpVersion(file, before, from, to);
  if (outcome.kind === 'already') plan.already.push(path);
  take(plan, path, outcome, from);
  if (typeof file === 'string') plan.bumped.push({ path, from, to, before, after: plan.texts.get(path) ?? before });
}

function bumpCompanions(plan: Working, { file, from, to }: BumpTarget): void {
  for (const { bump, path } of companionsOf(file)) {
    const text = plan.texts.get(path);
    if (text !== undefined) take(plan, path, bump(text, { from, to }), from);
  }
}

function followAll(plan: Working): void {
  for (const { follow, isFor } of followers) {
    const targets = plan.bumped.filter(({ path }) => isFor(path));
    for (const followed of targets.length === 0 ? [] : follow(plan.texts, targets)) {
      if (followed.kind === 'changed') plan.texts.set(followed.path, followed.text);
      else if (followed.kind === 'note') plan.notes.push({ path: followed.path, note: followed.note });
      else plan.problems.push(followed);
    }
  }
}

function take({ problems, texts }: Working, path: string, outcome: BumpOutcome, expected: string | null): void {
  if (outcome.kind === 'bumped') texts.set(path, outcome.text);
  if (outcome.kind === 'mismatch') problems.push({ kind: 'mismatch', path, found: outcome.found, expected });
  if (outcome.kind === 'invalid') problems.push({ kind: 'invalid', path, why: outcome.why });
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
