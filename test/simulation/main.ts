import { parseArgs } from 'node:util';
import { runSimulation } from './run-simulation.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const first = Number(values.seed);
const started = Date.now();
const endings = new Map<string, number>();
let events = 0;

for (let seed = first; seed < first + runs; seed += 1) {
  try {
    const result = runSimulation(seed);
    events += result.events;
    for (const ending of result.endings) endings.set(ending, (endings.get(ending) ?? 0) + 1);
  } catch (error) {
    console.error(`Seed ${seed} failed: ${error instanceof Error ? error.stack : String(error)}`);
    console.error(`Run it again: npm run simulate -- --runs 1 --seed ${seed}`);
    process.exit(1);
  }
}

const seconds = (Date.now() - started) / 1_000;
console.log(`Endings: ${[...endings].map(([name, count]) => `${name} ${count}`).join(', ')}`);
console.log(
  `${runs} runs, ${events} events, seeds ${first} to ${first + runs - 1}, ${seconds.toFixed(1)} s: every invariant held.`,
);
