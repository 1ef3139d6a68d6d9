import { judgeAll } from './judge-all.ts';
import { mostProblems, mostRows, type VerdictTable } from './verdict-table.ts';

/**
 * Several tables of one service as one, with what all of them say together. A limit that stands in more than one is taken from the first that has
 * it; null of none.
 */
export function joinTables(tables: readonly VerdictTable[]): VerdictTable | null {
  const [first, ...others] = tables;
  if (first === undefined || others.length === 0) return first ?? null;
  const all = tables.flatMap(({ rows }) => rows);
  const rows = all
    .filter((row, index) => all.findIndex(({ limit }) => limit === row.limit) === index)
    .slice(0, mostRows);
  const problems = [...new Set(tables.flatMap((table) => table.problems))].slice(0, mostProblems);
  return { baseline: first.baseline, ...judgeAll(rows), rows, problems };
}
