import { ownText } from './own-text.ts';

/** What the graph must know of a commit. */
export type GraphCommit = {
  readonly sha: string;
  readonly parents: readonly string[];
  /** Epoch milliseconds of the committer date. */
  readonly committedAt: number;
};

/**
 * Commits and their parents as numbers, so that a history of any length costs a few dozen bytes a commit. A commit that is only somebody's
 * parent (behind the end of a shallow clone, or outside of the range) has a number and no entry of its own.
 */
export type CommitGraph = {
  /** Adds a commit, in any order, and gives its number. A second time changes nothing. */
  add(commit: GraphCommit): number;
  /** The number of a commit that was added; null for one that was not. */
  numberOf(sha: string): number | null;
  /** The number of a commit that was added or is somebody's parent; null for any other. */
  linkOf(sha: string): number | null;
  shaOf(number: number): string;
  /** Numbers given out, those of mere parents included. */
  size(): number;
  isAdded(number: number): boolean;
  committedAt(number: number): number;
  /** Calls `visit` for each parent that was added. */
  eachParent(number: number, visit: (parent: number) => void): void;
  /** Calls `visit` for each parent, added or not. */
  eachLink(number: number, visit: (parent: number) => void): void;
  /** Every added commit, children before parents. */
  childrenFirst(): Int32Array;
};

const absent = -1;

/** An empty graph. Nothing but its own arrays grows: the commits themselves are not kept. */
export function createCommitGraph(): CommitGraph {
  const numbers = new Map<string, number>();
  const shas: string[] = [];
  const dates: number[] = [];
  /** Where a commit's parents begin in `links`; `absent` until it is added. */
  const starts: number[] = [];
  const counts: number[] = [];
  const links: number[] = [];

  const numberFor = (sha: string): number => {
    const known = numbers.get(sha);
    if (known !== undefined) return known;
    const number = starts.push(absent) - 1;
    const own = ownText(sha);
    shas.push(own);
    counts.push(0);
    dates.push(0);
    numbers.set(own, number);
    return number;
  };
  const isAdded = (number: number) => (starts[number] ?? absent) !== absent;
  const eachLink = (number: number, visit: (parent: number) => void) => {
    const start = starts[number] ?? absent;
    const end = start === absent ? start : start + (counts[number] ?? 0);
    for (let at = start; at < end; at += 1) visit(links[at] ?? absent);
  };
  const eachParent = (number: number, visit: (parent: number) => void) =>
    eachLink(number, (parent) => {
      if (isAdded(parent)) visit(parent);
    });

  return {
    add: ({ sha, parents, committedAt }) => {
      const number = numberFor(sha);
      if (isAdded(number)) return number;
      starts[number] = links.length;
      counts[number] = parents.length;
      dates[number] = committedAt;
      for (const parent of parents) links.push(numberFor(parent));
      return number;
    },
    numberOf: (sha) => {
      const number = numbers.get(sha);
      return number !== undefined && isAdded(number) ? number : null;
    },
    linkOf: (sha) => numbers.get(sha) ?? null,
    shaOf: (number) => shas[number] ?? '',
    size: () => starts.length,
    isAdded,
    committedAt: (number) => dates[number] ?? 0,
    eachParent,
    eachLink,
    childrenFirst: () => childrenFirst(starts.length, isAdded, eachParent),
  };
}

/** Kahn's algorithm: a commit is taken once all of its children have been. */
function childrenFirst(
  size: number,
  isAdded: (number: number) => boolean,
  eachParent: CommitGraph['eachParent'],
): Int32Array {
  const waitsFor = new Int32Array(size);
  let added = 0;
  for (let number = 0; number < size; number += 1) {
    if (isAdded(number)) added += 1;
    eachParent(number, (parent) => {
      waitsFor[parent] = (waitsFor[parent] ?? 0) + 1;
    });
  }
  const order = new Int32Array(added);
  let length = 0;
  for (let number = 0; number < size; number += 1)
    if (isAdded(number) && waitsFor[number] === 0) order[length++] = number;
  for (let at = 0; at < length; at += 1) {
    eachParent(order[at] ?? absent, (parent) => {
      waitsFor[parent] = (waitsFor[parent] ?? 0) - 1;
      if (waitsFor[parent] === 0) order[length++] = parent;
    });
  }
  return order;
}
