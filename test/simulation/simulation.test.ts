import { describe, expect, it } from 'vitest';
import { runSimulation } from './run-simulation.ts';

const shards = 4;
const runsPerShard = 5_000;

describe('decide under faults', () => {
  it.each(Array.from({ length: shards }, (_, shard) => shard * runsPerShard + 1))(
    `keeps all ten invariants in ${runsPerShard} random lives from seed %i`,
    (first) => {
      const endings = new Set<string>();
      for (let seed = first; seed < first + runsPerShard; seed += 1) {
        try {
          for (const ending of runSimulation(seed).endings) endings.add(ending);
        } catch (error) {
          throw new Error(`Seed ${seed} failed; npm run simulate -- --runs 1 --seed ${seed} replays it.`, {
            cause: error,
          });
        }
      }
      expect([...endings].sort()).toEqual(['cancelled', 'rejected', 'released', 'rolled_back']);
    },
    180_000,
  );

  it('gives the same life for the same seed', () => {
    expect(runSimulation(42)).toEqual(runSimulation(42));
  });
});
