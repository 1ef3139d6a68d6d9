import type { PastCommit } from './history.ts';
import type { TextTree } from './text-tree.ts';

/** The files as they were before a commit. Throws when an edit's text is not where the history says it is. */
export function undoCommit(tree: TextTree, commit: PastCommit): TextTree {
  const before = new Map(tree);
  for (const { path, before: old, after } of commit.edits ?? []) {
    const text = before.get(path);
    if (!text?.includes(after)) throw new Error(`The history of the shop is broken: "${commit.message}" at ${path}.`);
    before.set(
      path,
      text.replaceAll(after, () => old),
    );
  }
  for (const added of commit.adds ?? []) {
    const paths = [...before.keys()].filter((path) => path === added || path.startsWith(`${added}/`));
    if (paths.length === 0) throw new Error(`The history of the shop is broken: "${commit.message}" adds no ${added}.`);
    for (const path of paths) before.delete(path);
  }
  return before;
}
