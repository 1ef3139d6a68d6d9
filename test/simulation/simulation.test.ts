import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ReleaseEvent } from '#domain/release/event.ts';
import { runSource } from '../support/run-source.ts';
import { count } from './counts.ts';
import { situations } from './coverage.ts';
import { runSimulation } from './run-simulation.ts';

const runs = 20_000;
const shards = Math.min(4, Math.max(2, availableParallelism()));

type ShardTotals = { runs: number; failure: string | null; counts: Record<string, number> };

/** The command that `npm run simulate` runs, in a process of its own. */
async function runShard(first: number, many: number): Promise<ShardTotals> {
  const child = await runSource(`import './test/simulation/main.ts';`, [
    '--runs',
    `${many}`,
    '--seed',
    `${first}`,
    '--json',
  ]);
  const [output] = await Promise.all([child.stdout === null ? '' : text(child.stdout), once(child, 'exit')]);
  return JSON.parse(output) as ShardTotals;
}

async function runAll() {
  const size = Math.ceil(runs / shards);
  const all = await Promise.all(Array.from({ length: shards }, (_, shard) => runShard(shard * size + 1, size)));
  const counts = new Map<string, number>();
  for (const shard of all) for (const [name, many] of Object.entries(shard.counts)) count(counts, name, many);
  return {
    counts,
    failures: all.flatMap((shard) => shard.failure ?? []),
    done: all.reduce((sum, shard) => sum + shard.runs, 0),
  };
}

let totals: ReturnType<typeof runAll> | null = null;

/** The runs are done once, by whichever test asks first. */
function allRuns(): ReturnType<typeof runAll> {
  totals ??= runAll();
  return totals;
}

describe('decide under faults', { timeout: 600_000 }, () => {
  it(`keeps every invariant in ${runs} random lives`, async () => {
    const { failures, done } = await allRuns();
    expect(failures).toEqual([]);
    expect(done).toBeGreaterThanOrEqual(runs);
  });

  it('meets every kind of event a release can have', async () => {
    const { counts } = await allRuns();
    const types = ReleaseEvent.options.map((option) => option.shape.type.value);
    expect(types.filter((type) => !type.startsWith('slot.') && !counts.has(type))).toEqual([]);
  });

  it.each(situations)('meets: %s', async (situation) => {
    expect((await allRuns()).counts.get(situation)).toBeGreaterThan(0);
  });

  it.each(['released', 'rolled_back', 'rejected', 'cancelled'])(
    'ends some lives as %s and leaves none open',
    async (ending) => {
      const { counts } = await allRuns();
      expect(counts.get(`ended: ${ending}`)).toBeGreaterThan(0);
      expect(counts.get('ended: open')).toBeUndefined();
    },
  );

  it('gives the same life for the same seed', () => {
    expect(runSimulation(42)).toEqual(runSimulation(42));
  });
});
