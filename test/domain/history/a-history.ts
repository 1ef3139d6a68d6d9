import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCommitGraph } from '#domain/history/commit-graph.ts';
import type { HistoryRelease } from '#domain/history/history-release.ts';
import { Sha } from '#domain/ids.ts';
import { Version } from '#domain/version/version.ts';

/** One commit of a drawn history: its parents as numbers of earlier commits, its date in seconds, the patch versions tagged on it. */
export type DrawnCommit = {
  readonly parents: readonly number[];
  readonly seconds: number;
  readonly tags: readonly string[];
};

/** Histories with several roots, merges of up to three parents, wrong clocks, equal dates, and commits with several tags. */
export const drawnHistory: fc.Arbitrary<readonly DrawnCommit[]> = fc
  .array(
    fc.record({
      parents: fc.array(fc.nat(6), { maxLength: 3 }),
      isRoot: fc.integer({ min: 0, max: 20 }),
      seconds: fc.integer({ min: -4, max: 8 }),
      tags: fc.oneof(
        { weight: 3, arbitrary: fc.constant<[number, number][]>([]) },
        { weight: 2, arbitrary: fc.array(fc.tuple(fc.nat(3), fc.nat(9)), { minLength: 1, maxLength: 2 }) },
      ),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((commits) => {
    const taken = new Set<string>();
    return commits.map(({ parents, isRoot, seconds, tags }, index) => {
      const near = parents.length === 0 ? [0] : parents;
      const isStart = index === 0 || isRoot === 0;
      return {
        parents: isStart ? [] : [...new Set(near.map((back) => Math.max(0, index - 1 - back)))],
        seconds: 1_700_000_000 + index * 3 + seconds * 5,
        tags: tags.flatMap(([minor, patch]) => {
          const version = `1.${minor}.${patch}`;
          if (taken.has(version)) return [];
          taken.add(version);
          return [version];
        }),
      };
    });
  });

/** A bare repository with the drawn commits; the last one is the head of main. Gone after `use`. */
export function withHistory<T>(commits: readonly DrawnCommit[], use: (repository: Repository) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'fl-history-'));
  try {
    return use(repositoryIn(folder, commits));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same for work that takes its time. */
export async function withHistoryIn(
  commits: readonly DrawnCommit[],
  use: (repository: Repository) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fl-history-'));
  try {
    await use(repositoryIn(folder, commits));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export type Repository = { readonly folder: string; readonly git: (args: readonly string[]) => string };

function repositoryIn(folder: string, commits: readonly DrawnCommit[]): Repository {
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', args, { cwd: folder, input, stdio: ['pipe', 'pipe', 'pipe'] })
      .toString()
      .trimEnd();
  git(['init', '--quiet', '--bare', '--initial-branch=main', '.']);
  git(['fast-import', '--quiet'], commits.map(written).join(''));
  return { folder, git };
}

function written({ parents, seconds, tags }: DrawnCommit, index: number): string {
  const [first, ...others] = parents.map((parent) => `:${parent + 1}`);
  const links = first === undefined ? '' : `from ${first}\n${others.map((other) => `merge ${other}\n`).join('')}`;
  const start = first === undefined ? 'reset refs/heads/main\n' : '';
  const commit = `${start}commit refs/heads/main\nmark :${index + 1}\ncommitter Mira <m@shop.example> ${seconds} +0000\n`;
  return `${commit}data 4\nx${String(index).padStart(3, '0')}\n${links}\n${tags
    .map((version) => `reset refs/tags/v${version}\nfrom :${index + 1}\n\n`)
    .join('')}`;
}

/** What `git log` tells of a repository, put into a graph, in the order of the lines or of `shuffle`. */
export function graphOf({ git }: Repository, tips: readonly string[] = ['--all'], order = (lines: string[]) => lines) {
  const graph = createCommitGraph();
  const lines = git(['log', '--format=%H %ct %P', ...tips])
    .split('\n')
    .filter(Boolean);
  for (const line of order(lines)) {
    const [sha = '', seconds, ...parents] = line.split(' ').filter(Boolean);
    graph.add({ sha, parents, committedAt: Number(seconds) * 1_000 });
  }
  return graph;
}

/** The releases of a repository, from its tags. */
export function releasesOf({ git }: Repository): readonly HistoryRelease[] {
  return git(['for-each-ref', '--format=%(refname:strip=2) %(objectname) %(*objectname)', 'refs/tags/v*'])
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [name = '', sha, peeled] = line.split(' ');
      return { name, version: Version.parse(name.slice(1)), sha: Sha.parse(peeled || sha) };
    });
}
