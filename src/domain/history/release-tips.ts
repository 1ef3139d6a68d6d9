import type { CommitGraph } from './commit-graph.ts';

/**
 * The commits of releases that no other release contains: all releases are behind these few. `before` are the tips of an earlier time
 * whose commits were not added to this graph; those that a release of this graph contains are left out.
 */
export function releaseTips(
  graph: CommitGraph,
  releases: readonly { readonly sha: string }[],
  before: readonly string[],
): readonly string[] {
  const shas = [...new Set(releases.map(({ sha }) => sha))];
  const tagged = new Set(shas.map((sha) => graph.numberOf(sha)));
  const isCovered = new Uint8Array(graph.size());
  for (const number of graph.childrenFirst()) {
    if (isCovered[number] === 0 && !tagged.has(number)) continue;
    graph.eachLink(number, (parent) => {
      isCovered[parent] = 1;
    });
  }
  const isTip = (sha: string) => {
    const number = graph.linkOf(sha);
    return number === null || isCovered[number] === 0;
  };
  return [...before, ...shas.filter((sha) => graph.numberOf(sha) !== null)].filter(isTip).sort();
}
