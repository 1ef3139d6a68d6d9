import { type Counts, count } from './counts.ts';
import { runSimulation } from './run-simulation.ts';

/** What became of many runs: `failure` is the first one, with the command that replays it. */
export type Totals = {
  readonly runs: number;
  readonly events: number;
  readonly counts: Counts;
  readonly failure: string | null;
};

/** Runs the simulation once for each seed from `first` on and stops at the first violation. */
export function runMany(first: number, runs: number): Totals {
  const counts: Counts = new Map();
  let events = 0;
  for (let seed = first; seed < first + runs; seed += 1) {
    const failure = failureOf(seed, (result) => {
      events += result.events;
      for (const [name, many] of result.counts) count(counts, name, many);
    });
    if (failure !== null) return { runs: seed - first + 1, events, counts, failure };
  }
  return { runs, events, counts, failure: null };
}

function failureOf(seed: number, take: (result: ReturnType<typeof runSimulation>) => void): string | null {
  const again = `Run it again: npm run simulate -- --runs 1 --seed ${seed}`;
  try {
    const result = runSimulation(seed);
    take(result);
    const [violation] = result.violations;
    return violation === undefined
      ? null
      : `Seed ${seed} failed: ${violation.invariant}: ${violation.message}\n${again}`;
  } catch (error) {
    return `Seed ${seed} failed: ${error instanceof Error ? error.stack : String(error)}\n${again}`;
  }
}
