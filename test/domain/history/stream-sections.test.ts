import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { gatherHistory } from '#domain/history/gather-history.ts';
import type { HistorySection } from '#domain/history/history-section.ts';
import { orderByDate } from '#domain/history/order-by-date.ts';
import { streamSections } from '#domain/history/stream-sections.ts';
import { Sha } from '#domain/ids.ts';
import { drawnHistory, type Repository, releasesOf, withHistory } from './a-history.ts';

/** What git log tells, in its own order, which is by date and no more. */
function commitsOf({ git }: Repository) {
  const lines = git(['log', '--format=%H %ct %s %P', 'main', '--tags']).split('\n');
  return lines.map((line) => {
    const [sha = '', seconds, message = '', ...parents] = line.split(' ').filter(Boolean);
    const place = { sha: Sha.parse(sha), parents, committedAt: Number(seconds) * 1_000 };
    return { ...place, change: parseCommit({ ...place, authorName: 'Mira', authorEmail: 'm@x', message }) };
  });
}

function told(sections: Iterable<HistorySection>): Record<string, string[]> {
  const all = [...sections].map(({ release, changes }) => [
    release?.name ?? 'unreleased',
    changes.map(({ sha }) => sha),
  ]);
  return Object.fromEntries(all.filter(([, shas]) => shas?.length !== 0));
}

function bothWays(repository: Repository) {
  const commits = commitsOf(repository);
  const head = repository.git(['rev-parse', 'main']);
  const releases = releasesOf(repository);
  const gathering = gatherHistory();
  for (const commit of commits) gathering.add(commit, [commit.change]);
  const exact = told(gathering.finish(releases, head).sections);
  const dates = new Map(commits.map(({ sha, committedAt }) => [sha, committedAt]));
  const stream = streamSections(orderByDate(releases, dates), head);
  const given = commits.flatMap((commit) => [...stream.add(commit, [commit.change])]);
  return { exact, streamed: told([...given, ...stream.end()]), isUnsure: stream.isUnsure(), given: given.length };
}

describe('sections told on the way', () => {
  it('are those of a history read whole, or the stream says that it is not sure', () => {
    let sure = 0;
    fc.assert(
      fc.property(drawnHistory, (commits) => {
        withHistory(commits, (repository) => {
          const { exact, streamed, isUnsure } = bothWays(repository);
          if (isUnsure) return;
          sure += 1;
          expect(streamed).toEqual(exact);
        });
      }),
      { numRuns: 40 },
    );
    expect(sure).toBeGreaterThan(0);
  });

  it('are always sure where clocks are right and dates differ', () => {
    const rightClocks = drawnHistory.map((commits) =>
      commits.map((commit, index) => ({ ...commit, seconds: 1_700_000_000 + index })),
    );
    fc.assert(
      fc.property(rightClocks, (commits) => {
        withHistory(commits, (repository) => {
          const { exact, streamed, isUnsure } = bothWays(repository);
          expect(isUnsure).toBe(false);
          expect(streamed).toEqual(exact);
        });
      }),
      { numRuns: 15 },
    );
  });

  it('are given before the end of the history', () => {
    const line = Array.from({ length: 12 }, (_, index) => ({
      parents: index === 0 ? [] : [index - 1],
      seconds: 1_700_000_000 + index,
      tags: index % 4 === 3 ? [`1.${index}.0`] : [],
    }));
    withHistory(line, (repository) => {
      const { exact, given } = bothWays(repository);
      expect(Object.values(exact).map((shas) => shas.length)).toEqual([4, 4, 4]);
      expect(given).toBe(3);
    });
  });
});
