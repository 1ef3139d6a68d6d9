import { describe, expect, it } from 'vitest';
import { endingMutants } from './ending-mutants.ts';
import { mutants as engineMutants } from './mutants.ts';
import { ruleMutants } from './rule-mutants.ts';
import { runSimulation } from './run-simulation.ts';
import { invariantNames } from './violation.ts';

const mutants = [...engineMutants, ...ruleMutants, ...endingMutants];

/** Seeds tried before a mutant counts as not caught. */
const seeds = 6_000;

describe('a broken engine', () => {
  it.each(mutants.map((mutant) => [mutant.what, mutant] as const))(
    'that %s is caught by its invariant',
    (_what, { invariant, what: _, ...rules }) => {
      let seed = 1;
      const isCaught = (): boolean =>
        runSimulation(seed, rules).violations.some((violation) => violation.invariant === invariant);
      while (seed < seeds && !isCaught()) seed += 1;
      expect(seed, `${invariant} did not notice it in ${seeds} runs`).toBeLessThan(seeds);
    },
    120_000,
  );

  it('stands ready for every invariant', () => {
    expect(new Set(mutants.map((mutant) => mutant.invariant))).toEqual(new Set(invariantNames));
  });
});
