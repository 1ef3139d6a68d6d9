import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/actor.ts';
import type { Json } from '#domain/ids.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import { watchMetrics } from '#jobs/steps/watch-metrics.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { StepOutcome } from '#operations/steps/step-definition.ts';
import type { Measurement, MetricWindow, Monitor } from '#ports/monitor.ts';
import { aRelease, people } from '../../support/a-release.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const monitor = { kind: 'prometheus', url: 'http://prometheus.example' };
const policy = { monitor, limits: ['error-rate > 5%'], interval: 15_000, noData: 'fail', mode: 'act', watch: true };
/** A release that goes on by itself: the api is out, the web is next. */
const underWay = () => aRelease().run().approve(people.priya).run('production/deploy/web');
const releases = planned<ReleaseLog>('releases', { get: async () => underWay().release() });

/** A watch of the api, so many milliseconds after its start, whose metrics are answered like this. */
function aWatch(passed: number, answer: (window: MetricWindow) => Measurement, change: { [key: string]: Json } = {}) {
  const asked: MetricWindow[] = [];
  const measure = async (window: MetricWindow) => {
    asked.push(window);
    return answer(window);
  };
  const monitors = { of: () => planned<Monitor>('monitor', { measure }) };
  const analysis = { ...policy, ...change } as Json;
  const params = { version: '1.5.0', previous: '1.4.2', analysis, since: 'production/deploy/none' };
  const clock = { now: () => noon + passed, sleep: async () => undefined };
  return { ...aStep(watchMetrics, params, { monitors, releases, clock }), asked };
}

const heldRelease = (by: Actor) => underWay().add({ v: 1, type: 'release.held', by, reason: 'wait' }).release();

const values = (...all: readonly number[]): Measurement => ({
  kind: 'series',
  series: all.map((value, index) => ({ at: noon + index * 15_000, value, requests: 500 })),
});

it('goes on while the metrics keep their limits, and says what it sees', async () => {
  const { run } = aWatch(60_000, () => values(0.01, 0.01, 0.01));
  expect(await run()).toMatchObject({
    kind: 'pending',
    lookAgainIn: 15_000,
    note: 'error-rate 1.0 %, baseline 1.0 %, limit error-rate > 5%: passes.',
  });
});

it('fails when several points in a row break a limit', async () => {
  const { run } = aWatch(60_000, () => values(0.01, 0.08, 0.08, 0.08));
  expect(await run()).toMatchObject({
    kind: 'failed',
    code: 'METRICS_FAILED',
    message: expect.stringContaining('8.0 %'),
  });
});

it('takes one bad point, and too little data, for no failure', async () => {
  expect(await aWatch(60_000, () => values(0.01, 0.01, 0.09)).run()).toMatchObject({ kind: 'pending' });
  expect(await aWatch(60_000, () => values()).run()).toMatchObject({ kind: 'pending' });
  const away = (): Measurement => ({ kind: 'unavailable', why: 'Prometheus refused the connection.' });
  expect(await aWatch(60_000, away).run()).toMatchObject({
    kind: 'pending',
    note: 'error-rate no value, limit error-rate > 5%: not enough data yet. Prometheus refused the connection.',
  });
});

it('only tells, and once, where it is to announce', async () => {
  const { run, poll } = aWatch(60_000, () => values(0.08, 0.08, 0.08), { mode: 'announce' });
  const first = await run();
  expect(first).toMatchObject({
    kind: 'pending',
    note: expect.stringContaining('fails'),
    events: [{ type: 'rule.announced', rule: 'metrics', words: expect.stringContaining('8.0 %') }],
  });
  expect(first.kind === 'pending' ? await poll(first.handle) : null).not.toHaveProperty('events');
});

it('compares the last hour with the old version in the time before', async () => {
  const day = 86_400_000;
  const { run, asked } = aWatch(day, () => values(0.01), { limits: ['latency-p95 > 2x'] });
  await run();
  expect(asked).toMatchObject([
    { version: '1.5.0', from: noon + day - 3_600_000, to: noon + day },
    { version: '1.4.2', from: noon - 3_600_000, to: noon },
  ]);
});

it('gives the same handle while it sees the same, so that the log stays short', async () => {
  const { run, poll } = aWatch(60_000, () => values(0.01, 0.01, 0.01));
  const first = await run();
  const handle = first.kind === 'pending' ? first.handle : null;
  expect(await poll(handle)).toMatchObject({ kind: 'pending', handle });
});

it('keeps the points of a monitor that tells none of the past, and looks once a minute', async () => {
  let at = noon;
  const point = (): Measurement => {
    at += 60_000;
    return { kind: 'point', series: [{ at, value: 0.09, requests: 500 }] };
  };
  const { run, poll } = aWatch(60_000, point);
  let outcome = await run();
  expect(outcome).toMatchObject({ kind: 'pending', lookAgainIn: 60_000 });
  for (let looks = 0; looks < 2 && outcome.kind === 'pending'; looks += 1) outcome = await poll(outcome.handle);
  expect(outcome).toMatchObject({ kind: 'failed', code: 'METRICS_FAILED' });
});

describe('a trigger that holds', () => {
  const look = (value: number, handle: Json | null, held = false) => {
    const monitors = { of: () => planned<Monitor>('monitor', { measure: async () => values(value, value, value) }) };
    const release = held ? heldRelease(people.mira) : underWay().release();
    const log = planned<ReleaseLog>('releases', { get: async () => release });
    const clock = { now: () => noon + 60_000, sleep: async () => undefined };
    const params = { version: '1.5.0', previous: '1.4.2', analysis: policy as Json, since: 'none', action: 'hold' };
    const step = aStep(watchMetrics, params, { monitors, releases: log, clock });
    return handle === null ? step.run() : step.poll(handle);
  };
  const held = { type: 'release.held', by: circuitBreaker, reason: expect.stringContaining('8.0 %') };

  it('holds the release as the circuit breaker when its limit is broken, and once', async () => {
    const first = await look(0.08, null);
    expect(first).toMatchObject({ kind: 'pending', events: expect.arrayContaining([expect.objectContaining(held)]) });
    expect(await look(0.08, handleOf(first))).not.toHaveProperty('events');
  });

  it('holds again only when the limit was kept in between', async () => {
    const kept = await look(0.01, handleOf(await look(0.08, null)));
    expect(kept).not.toHaveProperty('events');
    expect(await look(0.08, handleOf(kept))).toMatchObject({
      events: expect.arrayContaining([expect.objectContaining(held)]),
    });
  });

  it('leaves the hold of a person to that person, and holds after them', async () => {
    const during = await look(0.08, null, true);
    expect(eventsOf(during)).not.toContainEqual(expect.objectContaining({ type: 'release.held' }));
    expect(eventsOf(await look(0.08, handleOf(during)))).toContainEqual(expect.objectContaining(held));
  });
});

describe('while a person is waited for', () => {
  const release = heldRelease(people.jonas);
  const since = release.hold?.at ?? 0;
  const hour = 3_600_000;

  type Turn = { readonly isHeld?: boolean; readonly isAsked?: boolean; readonly params?: { [key: string]: Json } };
  /** One look so long after the hold began, at metrics that say this; the monitor may not be asked where `isAsked` is false. */
  const look = (
    after: number,
    handle: Json | null,
    value = 0.01,
    { isHeld = true, isAsked = true, params }: Turn = {},
  ) => {
    const monitor = planned<Monitor>('monitor', isAsked ? { measure: async () => values(value, value, value) } : {});
    const log = planned<ReleaseLog>('releases', { get: async () => (isHeld ? release : underWay().release()) });
    const clock = { now: () => since + after, sleep: async () => undefined };
    const given = { version: '1.5.0', previous: '1.4.2', analysis: { ...policy, mode: 'announce' } as Json };
    const ports = { monitors: { of: () => monitor }, releases: log, clock };
    const step = aStep(watchMetrics, { ...given, since: 'none', ...params }, ports, { startedAt: since });
    return handle === null ? step.run() : step.poll(handle);
  };
  /** How many readings it tells in this time, with a look every 15 seconds. */
  const toldIn = async (millis: number): Promise<number> => {
    let told = 0;
    let handle: Json | null = null;
    for (let after = 0; after < millis; after += 15_000) {
      const outcome = await look(after, handle);
      told += eventsOf(outcome).length;
      handle = handleOf(outcome);
    }
    return told;
  };

  it('tells what it sees at its first look', async () => {
    expect(eventsOf(await look(10_000, null))).toMatchObject([
      {
        type: 'step.measured',
        table: { verdict: 'pass', baseline: { version: '1.4.2', kind: 'before' }, rows: [{ value: 0.01 }] },
      },
    ]);
  });

  it('tells it again when a verdict has changed', async () => {
    const first = handleOf(await look(10_000, null));
    expect(eventsOf(await look(25_000, first, 0.02))).toEqual([]);
    expect(eventsOf(await look(25_000, first, 0.09))).toContainEqual(
      expect.objectContaining({ type: 'step.measured', table: expect.objectContaining({ verdict: 'fail' }) }),
    );
  });

  it('tells it ever more rarely, so that the log of a long wait stays short', async () => {
    expect(await toldIn(10 * 60_000)).toBe(10);
    expect(await toldIn(6 * hour)).toBeLessThan(60);
  });

  it('tells nothing while the release goes on by itself', async () => {
    expect(await look(10_000, null, 0.01, { isHeld: false })).not.toHaveProperty('events');
  });

  it('asks the monitor only then, where it is not to be watched always', async () => {
    const params = { onlyWhile: 'waiting' };
    const idle = await look(10_000, null, 0.01, { isHeld: false, isAsked: false, params });
    expect(idle).toMatchObject({ kind: 'pending', lookAgainIn: 15_000 });
    expect(await look(10_000, handleOf(idle), 0.01, { isHeld: false, isAsked: false, params })).toEqual(idle);
    expect(eventsOf(await look(10_000, handleOf(idle), 0.01, { params }))).toHaveLength(1);
  });
});

function eventsOf(outcome: StepOutcome) {
  return outcome.events ?? [];
}

function handleOf(outcome: StepOutcome): Json {
  if (outcome.kind !== 'pending') throw new Error(outcome.kind);
  return outcome.handle;
}
