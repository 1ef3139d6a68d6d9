import { runSimulation } from '../test/simulation/run-simulation.ts';
import { median } from './percentile.ts';
import type { ResultRow } from './result-row.ts';

const rounds = 5;
const runs = 1_000;

/** How many random lives of releases the simulation checks in a second, on one processor. */
export async function measureSimulation(): Promise<readonly ResultRow[]> {
  const perSecond = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    for (let seed = 1; seed <= runs; seed += 1) runSimulation(round * runs + seed);
    return runs / ((performance.now() - started) / 1_000);
  });
  const fairlead = `${Math.round(median(perSecond))} runs/s`;
  return [{ what: 'simulate: lives of releases under faults', fairlead, bare: null, ratio: null, goal: null }];
}
