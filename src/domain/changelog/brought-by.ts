/** A commit as a node of history. `pullRequest` counts for merges only: what they bring came by it. */
export type HistoryNode = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly pullRequest: string | null;
};

/**
 * Which pull request brought each commit of a range, by the merge that brought it to the line `head` stands on; a merge within a merged
 * branch counts for what it brought there. Commits made on the line itself are in no answer. Time is linear in the nodes.
 */
export function broughtBy(nodes: readonly HistoryNode[], head: string): ReadonlyMap<string, string> {
  const merges = nodes.filter(({ parents, pullRequest }) => parents.length > 1 && pullRequest !== null);
  if (merges.length === 0) return new Map();
  const bySha = new Map(nodes.map((node) => [node.sha, node]));
  const line = lineOf(bySha, head);
  const seen = new Set(line.map(({ sha }) => sha));
  const brought = new Map<string, string>();
  for (const merge of line.reverse()) {
    if (merge.parents.length > 1) spread(merge, bySha, seen, brought);
  }
  return brought;
}

function lineOf(bySha: ReadonlyMap<string, HistoryNode>, head: string): HistoryNode[] {
  const line: HistoryNode[] = [];
  for (let node = bySha.get(head); node !== undefined; node = bySha.get(node.parents[0] ?? '')) line.push(node);
  return line;
}

/** Marks everything behind the merged sides that no earlier merge has brought. */
function spread(
  merge: HistoryNode,
  bySha: ReadonlyMap<string, HistoryNode>,
  seen: Set<string>,
  brought: Map<string, string>,
): void {
  const stack = merge.parents.slice(1).map((sha) => ({ sha, by: merge.pullRequest }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const node = bySha.get(next.sha);
    if (node === undefined || seen.has(node.sha)) continue;
    seen.add(node.sha);
    if (next.by !== null) brought.set(node.sha, next.by);
    const [first, ...others] = node.parents;
    for (const sha of others) stack.push({ sha, by: node.pullRequest ?? next.by });
    if (first !== undefined) stack.push({ sha: first, by: next.by });
  }
}
