import { expect } from 'vitest';
import { type BumpTarget, filesForBump, planBump } from '#domain/version-files/plan-bump.ts';

/** The texts of a repository, by path. */
export type Texts = Readonly<Record<string, string>>;

/** Bumps files of a repository and gives what changed; a second time over the result nothing may change. */
export function bumpFiles(texts: Texts, targets: readonly BumpTarget[]) {
  const wanted = filesForBump(Object.keys(texts), targets);
  const files = new Map(wanted.map((path) => [path, texts[path] ?? '']));
  const plan = planBump(files, targets);
  if (plan.kind === 'refused') throw new Error(JSON.stringify(plan.problems));
  const changes = Object.fromEntries(plan.changes.map(({ path, text }) => [path, text]));
  const again = planBump(new Map([...files, ...Object.entries(changes)]), targets);
  expect(again).toMatchObject({ kind: 'planned', changes: [] });
  return { changes, notes: plan.notes };
}

/** Targets that go from 1.4.0 to a version. */
export function targetsOf(paths: readonly string[], to = '1.5.0'): readonly BumpTarget[] {
  return paths.map((file) => ({ file, from: '1.4.0', to }));
}
