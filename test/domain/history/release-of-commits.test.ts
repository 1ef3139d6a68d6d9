import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommitGraph } from '#domain/history/commit-graph.ts';
import { nowhere, releaseOfCommits } from '#domain/history/release-of-commits.ts';
import { releaseOrder } from '#domain/history/release-order.ts';
import { Sha } from '#domain/ids.ts';
import { Version } from '#domain/version/version.ts';
import { drawnHistory, graphOf, type Repository, releasesOf, withHistory } from './a-history.ts';

/** Every section as git itself tells it: what a release reaches and no earlier one does. */
function sectionsByGit({ git }: Repository, order: readonly { readonly name: string }[], head: string) {
  const tips = [...order.map(({ name }) => `refs/tags/${name}`), head];
  return tips.map((tip, place) => {
    const earlier = tips.slice(0, place).map((other) => `^${other}`);
    return git(['rev-list', tip, ...earlier])
      .split('\n')
      .filter(Boolean)
      .sort();
  });
}

/** The same by the pass under test. */
function sectionsOf(repository: Repository, shuffle?: (lines: string[]) => string[]) {
  const graph = graphOf(repository, ['--all'], shuffle);
  const order = releaseOrder(graph, releasesOf(repository));
  const head = repository.git(['rev-parse', 'main']);
  const places = releaseOfCommits(graph, order, head);
  const sections: string[][] = [...order, head].map(() => []);
  for (const sha of repository.git(['rev-list', '--all']).split('\n')) {
    const place = places[graph.numberOf(sha) ?? -1] ?? nowhere;
    if (place !== nowhere) sections[place]?.push(sha);
  }
  return { order, sections: sections.map((section) => section.sort()), head };
}

describe('each commit belongs to the first release that contains it', () => {
  it('on drawn histories with merges, several roots, wrong clocks and double tags, as git rev-list tells it', () => {
    fc.assert(
      fc.property(drawnHistory, fc.integer(), (commits, seed) => {
        withHistory(commits, (repository) => {
          const { order, sections, head } = sectionsOf(repository);
          expect(sections).toEqual(sectionsByGit(repository, order, head));
          const turned = sectionsOf(repository, (lines) => (seed % 2 === 0 ? lines.reverse() : lines.sort()));
          expect(turned.order).toEqual(order);
          expect(turned.sections).toEqual(sections);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('on the history of this repository', () => {
    const here: Repository = { folder: process.cwd(), git: gitHere };
    const graph = graphOf(here, ['HEAD']);
    const head = here.git(['rev-parse', 'HEAD']);
    const every = here.git(['rev-list', 'HEAD']).split('\n');
    const tagged = [...every].reverse().filter((_, index) => index % 40 === 39);
    const releases = tagged.map((sha, index) => ({
      name: `v0.${index}.0`,
      version: Version.parse(`0.${index}.0`),
      sha: Sha.parse(sha),
    }));
    const order = releaseOrder(graph, releases);
    const places = releaseOfCommits(graph, order, head);
    for (const [place, { sha }] of order.entries()) {
      const earlier = order.slice(0, place).map((other) => `^${other.sha}`);
      const truth = here
        .git(['rev-list', sha, ...earlier])
        .split('\n')
        .filter(Boolean)
        .sort();
      expect(every.filter((one) => places[graph.numberOf(one) ?? -1] === place).sort()).toEqual(truth);
    }
  });
});

describe('the order in which releases came out', () => {
  it('never puts a release in front of one that it contains, whatever the clocks say', () => {
    fc.assert(
      fc.property(drawnHistory, (commits) => {
        withHistory(commits, (repository) => {
          const { order } = sectionsOf(repository);
          for (const [place, { sha }] of order.entries()) {
            const behind = new Set(repository.git(['rev-list', sha]).split('\n'));
            const later = order.slice(place + 1).filter((other) => other.sha !== sha && behind.has(other.sha));
            expect(later).toEqual([]);
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  it('goes by date where neither contains the other, and by version on one commit', () => {
    const sha = (digit: number) => Sha.parse(String(digit).repeat(40));
    const graph = createCommitGraph();
    graph.add({ sha: sha(3), parents: [sha(1)], committedAt: 3_000 });
    graph.add({ sha: sha(2), parents: [sha(1)], committedAt: 2_000 });
    graph.add({ sha: sha(1), parents: [], committedAt: 1_000 });
    const release = (version: string, at: number) => ({
      name: `v${version}`,
      version: Version.parse(version),
      sha: sha(at),
    });
    const releases = [release('1.4.1', 3), release('2.0.0', 2), release('2.0.0-rc.1', 2), release('9.0.0', 4)];
    expect(releaseOrder(graph, releases).map(({ name }) => name)).toEqual(['v2.0.0-rc.1', 'v2.0.0', 'v1.4.1']);
  });
});

describe('a commit of no release', () => {
  it('is unreleased when the head reaches it, and nowhere when only another branch does', () => {
    const sha = (digit: number) => Sha.parse(String(digit).repeat(40));
    const graph = createCommitGraph();
    const numbers = [
      graph.add({ sha: sha(3), parents: [sha(1)], committedAt: 3 }),
      graph.add({ sha: sha(2), parents: [sha(1)], committedAt: 2 }),
      graph.add({ sha: sha(1), parents: [sha(9)], committedAt: 1 }),
    ];
    const order = [{ name: 'v1.0.0', version: Version.parse('1.0.0'), sha: sha(1) }];
    const places = releaseOfCommits(graph, order, sha(2));
    expect(numbers.map((number) => places[number])).toEqual([nowhere, 1, 0]);
    expect(graph.numberOf(sha(9))).toBeNull();
  });
});

function gitHere(args: readonly string[]): string {
  return execFileSync('git', args, { maxBuffer: 1e9 }).toString().trimEnd();
}
