import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { digestOf } from '#domain/digest.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { benchId } from '../engine/propose-noop.ts';
import { type Engine, startEngine } from '../engine/start-engine.ts';
import { median } from '../percentile.ts';
import type { ResultRow } from '../result-row.ts';
import { shopPlan } from '../shop/shop-plan.ts';

const releases = 1_000;
const rounds = 3;

/** A thousand releases of the shop on one worker: the time until each has gone on by one step, and what they take in memory. */
export async function measureFlight(redisUrl: string): Promise<readonly ResultRow[]> {
  const step: number[] = [];
  const drawn: number[] = [];
  const sweep: number[] = [];
  const heap: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const engine = startEngine(redisUrl, `bench-flight-${round}`);
    const before = heapUsed();
    const ids = await propose(engine);
    const started = performance.now();
    await advanceAll(engine, ids);
    step.push(performance.now() - started);
    drawn.push((await engine.rest()) - started);
    heap.push((heapUsed() - before) / releases);
    await engine.sweep();
    await engine.rest();
    const swept = performance.now();
    await engine.sweep();
    sweep.push(performance.now() - swept);
    await engine.rest();
    await engine.close();
  }
  const seconds = (millis: readonly number[]) => `${(median(millis) / 1_000).toFixed(2)} s`;
  const row = (what: string, fairlead: string): ResultRow => ({ what, fairlead, bare: null, ratio: null, goal: null });
  return [
    row(`flight: ${releases} releases go on by one step, on one worker`, seconds(step)),
    row('flight: the same, until all their cards are drawn', seconds(drawn)),
    row(`flight: a sweep over ${releases} releases to which nothing happened since the last`, seconds(sweep)),
    row('flight: heap for each release a worker remembers', `${Math.round(median(heap) / 1_024)} KiB`),
  ];
}

async function propose(engine: Engine): Promise<readonly ReleaseId[]> {
  const ids = Array.from({ length: releases }, (_, number) => benchId(number));
  await Promise.all(ids.map((id) => engine.releases.record(id, null, [proposal(id)])));
  await engine.projects.change('shop', () =>
    ids.map((release) => ({ v: 1, type: 'release.opened', release, version: '1.5.0', intent: 'release' })),
  );
  return ids;
}

/** A release of the shop whose steps do nothing, and which rests for a day after its first step. */
function proposal(id: ReleaseId): ReleaseEvent {
  const { plan: real } = shopPlan(id, Date.now());
  const steps = real.steps.map((step, index) =>
    index === 1
      ? { ...step, kind: 'pause', gate: { kind: 'pause' as const, millis: 24 * 3_600_000 } }
      : { ...step, kind: 'noop' },
  );
  const plan = { ...real, steps };
  return {
    v: 1,
    type: 'release.proposed',
    release: id,
    requestedBy: { kind: 'slack', user: 'U0MIRA' },
    channel: 'C0RELEASES',
    reason: null,
    plan,
    digest: digestOf(plan),
  };
}

async function advanceAll(engine: Engine, ids: readonly ReleaseId[]): Promise<void> {
  const open = new Set(ids);
  const all = new Promise<void>((resolve) => {
    engine.onEvent = (id, { type }) => {
      if (type === 'gate.opened') open.delete(id);
      if (open.size === 0) resolve();
    };
  });
  await Promise.all(ids.map((id) => engine.nudge(id)));
  await all;
}

/** Bytes in use once what nobody needs has been collected. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
