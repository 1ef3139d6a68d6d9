import { measureAck } from './ack/measure-ack.ts';
import { measureAnalysis } from './analysis/measure-analysis.ts';
import { measureChangelog } from './changelog/measure-changelog.ts';
import { measureEngine } from './engine/measure-engine.ts';
import { measureFlight } from './flight/measure-flight.ts';
import { machineLine } from './machine-line.ts';
import { measureSimulation } from './measure-simulation.ts';
import { type ResultRow, resultTable } from './result-row.ts';
import { measureRollback } from './rollback/measure-rollback.ts';
import { measureBytes } from './shop/measure-bytes.ts';
import { withRedis } from './with-redis.ts';

type Benchmark = (redisUrl: string, directory: string) => Promise<readonly ResultRow[]>;

const benchmarks: Readonly<Record<string, Benchmark>> = {
  ack: measureAck,
  engine: measureEngine,
  flight: measureFlight,
  bytes: measureBytes,
  simulate: measureSimulation,
  analysis: measureAnalysis,
  rollback: measureRollback,
};

const wanted = process.argv.slice(2);
if (wanted[0] === 'changelog') {
  // It needs no Redis, and has arguments of its own.
  await measureChangelog(wanted.slice(1));
  process.exit(0);
}
const unknown = wanted.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}, changelog.`,
  );
  process.exit(2);
}

await withRedis(async (url, directory) => {
  console.log(`${await machineLine(url)}\n`);
  const rows: ResultRow[] = [];
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`Measuring ${name} ...`);
    rows.push(...(await benchmark(url, directory)));
  }
  console.log(resultTable(rows));
});
