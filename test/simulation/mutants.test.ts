import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { runSimulation } from './run-simulation.ts';
import { invariantNames, Violation } from './violation.ts';

describe('a broken decide', () => {
  it.each(mutants.map((mutant) => [mutant.what, mutant] as const))(
    'that %s is caught by its invariant',
    (_what, mutant) => {
      const caught = new Map<string, number>();
      for (let seed = 1; seed <= 3_000 && !caught.has(mutant.invariant); seed += 1) {
        try {
          runSimulation(seed, mutant.decide);
        } catch (error) {
          if (!(error instanceof Violation)) throw error;
          caught.set(error.invariant, seed);
        }
      }
      expect([...caught.keys()]).toContain(mutant.invariant);
    },
    60_000,
  );

  it('stands ready for every invariant', () => {
    expect(new Set(mutants.map((mutant) => mutant.invariant))).toEqual(new Set(invariantNames));
  });
});
