/** A commit and its parents, the one it was made on first. */
export type CommitNode = { readonly sha: string; readonly parents: readonly string[] };

/**
 * The commits each merge brought to the line it stands on, merges within what it brought and theirs included; a commit counts for the
 * oldest merge that brought it. Takes the nodes of a range newest first, which may have several heads, and takes time linear in them.
 */
export function broughtByMerge(nodes: readonly CommitNode[]): (merge: string) => readonly string[] {
  const bySha = new Map(nodes.map((node) => [node.sha, node]));
  const seen = new Set<string>();
  const brought = new Map<string, string[]>();
  for (const head of nodes) {
    const line: CommitNode[] = [];
    for (let node: CommitNode | undefined = head; node !== undefined && !seen.has(node.sha); ) {
      seen.add(node.sha);
      line.push(node);
      node = bySha.get(node.parents[0] ?? '');
    }
    for (const merge of line.reverse()) spread(merge, bySha, seen, brought);
  }
  return (merge) => {
    const all = [...(brought.get(merge) ?? [])];
    for (const sha of all) for (const within of brought.get(sha) ?? []) all.push(within);
    return all;
  };
}

/** Gives a merge everything behind its merged sides that no older one has brought. */
function spread(
  merge: CommitNode,
  bySha: ReadonlyMap<string, CommitNode>,
  seen: Set<string>,
  brought: Map<string, string[]>,
): void {
  const stack = merge.parents.slice(1).map((sha) => ({ sha, by: merge.sha }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const node = bySha.get(next.sha);
    if (node === undefined || seen.has(node.sha)) continue;
    seen.add(node.sha);
    const list = brought.get(next.by);
    if (list === undefined) brought.set(next.by, [node.sha]);
    else list.push(node.sha);
    const [first, ...others] = node.parents;
    for (const sha of others) stack.push({ sha, by: node.sha });
    // The line a branch stands on comes first, so that what it holds is not counted for a merge beside it.
    if (first !== undefined) stack.push({ sha: first, by: next.by });
  }
}
