import { parseArgs } from 'node:util';
import { runMany } from './run-many.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const started = Date.now();
const { failure, counts, ...totals } = runMany(Number(values.seed), Number(values.runs));

if (values.json) {
  process.stdout.write(JSON.stringify({ ...totals, failure, counts: Object.fromEntries(counts) }));
} else {
  const width = Math.max(...[...counts.keys()].map((name) => name.length));
  for (const [name, many] of [...counts].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`${name.padEnd(width)}  ${many}`);
  if (failure !== null) console.error(failure);
  else {
    const seconds = ((Date.now() - started) / 1_000).toFixed(1);
    const range = `seeds ${values.seed} to ${Number(values.seed) + totals.runs - 1}`;
    console.log(`${totals.runs} runs, ${totals.events} events, ${range}, ${seconds} s: every invariant held.`);
  }
}
if (failure !== null) process.exitCode = 1;
