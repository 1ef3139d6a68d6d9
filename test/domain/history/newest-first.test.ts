import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newestFirst } from '#domain/history/newest-first.ts';

const drawn = fc
  .array(fc.record({ back: fc.array(fc.nat(5), { maxLength: 2 }), date: fc.nat(12) }), { maxLength: 40 })
  .map((commits) =>
    commits.map(({ back, date }, index) => ({
      sha: String((index * 7_919) % 1_000).padStart(4, '0'),
      parents: [...new Set(back.map((steps) => index - 1 - steps).filter((parent) => parent >= 0))].map((parent) =>
        String((parent * 7_919) % 1_000).padStart(4, '0'),
      ),
      committedAt: date,
    })),
  );

it('puts every commit in front of its parents, and depends on nothing but the commits', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 39 }), (commits, turn) => {
      const sorted = newestFirst(commits);
      const places = new Map(sorted.map(({ sha }, place) => [sha, place]));
      expect(places.size).toBe(commits.length);
      for (const { sha, parents } of commits)
        for (const parent of parents) expect(places.get(parent)).toBeGreaterThan(places.get(sha) ?? Infinity);
      const turned = [...commits.slice(turn), ...commits.slice(0, turn)].reverse();
      expect(newestFirst(turned)).toEqual(sorted);
    }),
  );
});

it('goes by date where parents do not tell', () => {
  const commit = (sha: string, committedAt: number, ...parents: string[]) => ({ sha, parents, committedAt });
  const given = [commit('a', 1), commit('b', 3, 'a'), commit('c', 2, 'a'), commit('d', 3, 'a')];
  expect(newestFirst(given).map(({ sha }) => sha)).toEqual(['b', 'd', 'c', 'a']);
});
