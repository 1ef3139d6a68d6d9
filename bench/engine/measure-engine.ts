import { median } from '../percentile.ts';
import type { ResultRow } from '../result-row.ts';
import { startBareChain } from './bare-chain.ts';
import { proposeNoop } from './propose-noop.ts';
import { type Engine, startEngine } from './start-engine.ts';

const steps = 50;
const rounds = 9;

/** What one step of a release costs that does nothing, against one job of a bare chain of BullMQ jobs. */
export async function measureEngine(redisUrl: string): Promise<readonly ResultRow[]> {
  const engine = startEngine(redisUrl, 'bench-engine');
  const chain = await startBareChain(redisUrl);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const release = (await runRelease(engine, round + 100)) / steps;
    const job = (await chain.run(steps)) / steps;
    if (round < 0) continue;
    ours.push(release);
    bare.push(job);
  }
  await chain.close();
  await engine.close();
  const ratios = ours.map((millis, round) => millis / (bare[round] ?? Number.NaN));
  return [
    {
      what: `engine: one step of ${steps} that do nothing (bare: one job of a BullMQ chain)`,
      fairlead: `${median(ours).toFixed(2)} ms`,
      bare: `${median(bare).toFixed(2)} ms`,
      ratio: median(ratios),
      goal: 'ratio at most 3',
    },
  ];
}

/** Milliseconds from the first nudge until the release's end is in its log. */
async function runRelease(engine: Engine, number: number): Promise<number> {
  const { id, event } = proposeNoop(number, steps);
  const ended = new Promise<void>((resolve) => {
    engine.onEvent = (of, { type }) => {
      if (of === id && type === 'release.completed') resolve();
    };
  });
  await engine.releases.record(id, null, [event]);
  const started = performance.now();
  await engine.nudge(id);
  await ended;
  return performance.now() - started;
}
