import { describe, expect, it } from 'vitest';
import type { Series } from '#domain/analysis/series.ts';
import { type Json, StepId } from '#domain/ids.ts';
import { analyse } from '#jobs/steps/analyse.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { Measurement, MetricWindow, Monitor } from '#ports/monitor.ts';
import { aRelease } from '../../support/a-release.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const bake = 600_000;
const monitor = {
  kind: 'prometheus',
  url: 'http://prometheus.example',
  requests: 'r',
  durations: 'd',
  saturation: 's',
  selector: 'x',
  errors: 'e',
  queries: {},
};
const policy = { monitor, limits: ['error-rate > 5%'], interval: 15_000, noData: 'ask', mode: 'act' };

const around = (value: number, many: number): Series =>
  Array.from({ length: many }, (_, index) => ({ at: noon + index * 15_000, value, requests: 500 }));

const releases = planned<ReleaseLog>('releases', { get: async () => aRelease().run().release() });

/** An analysis so many milliseconds after its start, of a version that measures like this. */
function anAnalysis(
  passed: number,
  answer: (window: MetricWindow) => Measurement,
  change: { readonly [key: string]: Json } = {},
) {
  const asked: MetricWindow[] = [];
  const measure = async (window: MetricWindow) => {
    asked.push(window);
    return answer(window);
  };
  const monitors = { of: () => planned<Monitor>('monitor', { measure }) };
  const params = {
    bake,
    version: '1.5.0',
    previous: '1.4.2',
    stage: { kind: 'share', percent: 20 },
    analysis: { ...policy, ...change } as Json,
  };
  const clock = { now: () => noon + passed, sleep: async () => undefined };
  return { ...aStep(analyse, params, { monitors, releases, clock }), asked };
}

const series =
  (value: number, many = 20) =>
  (): Measurement => ({ kind: 'series', series: around(value, many) });

describe('an analysis', () => {
  it('goes on while its time is not up, and says what it sees', async () => {
    const { run } = anAnalysis(60_000, series(0.01));
    expect(await run()).toMatchObject({
      kind: 'pending',
      note: 'error-rate 1.0 %, baseline 1.0 %, limit error-rate > 5%: passes.',
    });
  });

  it('passes when its time is up and nothing failed', async () => {
    const { run } = anAnalysis(bake, series(0.01));
    expect(await run()).toMatchObject({ kind: 'succeeded', result: { verdict: 'pass', score: 100 } });
  });

  it('fails as soon as a limit is broken, with the value and the limit', async () => {
    const { run } = anAnalysis(60_000, series(0.08));
    expect(await run()).toMatchObject({
      kind: 'failed',
      code: 'ANALYSIS_FAILED',
      message: 'error-rate 8.0 %, baseline 8.0 %, limit error-rate > 5%: fails.',
    });
  });

  it('only tells of a failure where it is to announce', async () => {
    const early = anAnalysis(60_000, series(0.08), { mode: 'announce' });
    const first = await early.run();
    expect(first).toMatchObject({
      kind: 'pending',
      note: expect.stringContaining('fails'),
      events: [
        { type: 'step.measured' },
        { type: 'rule.announced', rule: 'analysis', words: expect.stringContaining('8.0 %') },
      ],
    });
    expect(first.kind === 'pending' ? await early.poll(first.handle) : null).toMatchObject({ events: [] });
    const late = anAnalysis(bake, series(0.08), { mode: 'announce' });
    expect(await late.run()).toMatchObject({ kind: 'succeeded', result: { verdict: 'fail', mode: 'announce' } });
  });

  it.each([
    ['ask', bake, { kind: 'unknown', why: expect.stringContaining('not enough data') }],
    ['fail', bake, { kind: 'failed', code: 'NOT_ENOUGH_DATA' }],
    ['wait', bake, { kind: 'pending' }],
    ['wait', 2 * bake, { kind: 'unknown' }],
  ])('without enough data and told to %s ends after %d ms as told', async (noData, passed, outcome) => {
    const { run } = anAnalysis(passed, series(0.01, 2), { noData });
    expect(await run()).toMatchObject(outcome);
  });

  it.each([
    ['passes', 0.01, bake, { kind: 'succeeded' }, { verdict: 'pass', score: 100 }],
    ['fails', 0.08, 60_000, { kind: 'failed' }, { verdict: 'fail', score: 0 }],
    ['is asked about', null, bake, { kind: 'unknown' }, { verdict: 'not_enough_data', score: null }],
  ])('leaves in the log what it saw last where it %s', async (_how, value, passed, outcome, table) => {
    const { run } = anAnalysis(passed, value === null ? series(0.01, 1) : series(value));
    const ended = await run();
    expect(ended).toMatchObject(outcome);
    expect('events' in ended ? ended.events : []).toMatchObject([
      {
        type: 'step.measured',
        table: { ...table, baseline: { version: '1.4.2', kind: 'beside' }, rows: [{ limit: 'error-rate > 5%' }] },
      },
    ]);
  });

  it('tells what it sees ten times in a bake, and whenever a verdict changes', async () => {
    const first = await anAnalysis(60_000, series(0.01)).run();
    const handle = first.kind === 'pending' ? first.handle : null;
    const laterOf = async (passed: number, value: number, many = 20) => {
      const later = await anAnalysis(passed, series(value, many)).poll(handle);
      return 'events' in later ? later.events?.map(({ type }) => type) : [];
    };
    expect(await laterOf(75_000, 0.01)).toEqual([]);
    expect(await laterOf(120_000, 0.01)).toEqual(['step.measured']);
    expect(await laterOf(75_000, 0.01, 2)).toEqual(['step.measured']);
  });

  it('shows what was usual beside a limit that compares with nothing, and does without', async () => {
    const baseline = (): Measurement => ({ kind: 'unavailable', why: 'The old version is not measured.' });
    const { run } = anAnalysis(60_000, (window) => (window.version === '1.4.2' ? baseline() : series(0.01)()));
    expect(await run()).toMatchObject({ note: 'error-rate 1.0 %, limit error-rate > 5%: passes.' });
  });

  it('says why nothing was measured', async () => {
    const { run } = anAnalysis(bake, () => ({ kind: 'unavailable', why: 'Prometheus refused the connection.' }));
    expect(await run()).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('Prometheus refused the connection.'),
    });
  });

  it('compares a canary with the version beside it over the same time', async () => {
    const { run, asked } = anAnalysis(60_000, series(0.1), { limits: ['latency-p95 > 2x'] });
    await run();
    expect(asked).toMatchObject([
      { metric: 'latency-p95', version: '1.5.0', from: noon, to: noon + 60_000, step: 15_000 },
      { metric: 'latency-p95', version: '1.4.2', from: noon, to: noon + 60_000 },
    ]);
  });

  it('compares a canary with the fresh deployment of the old version where there is one', async () => {
    const asked: MetricWindow[] = [];
    const measure = async (window: MetricWindow) => {
      asked.push(window);
      return series(0.1)();
    };
    const monitors = { of: () => planned<Monitor>('monitor', { measure }) };
    const stage = { kind: 'share', percent: 20, baseline: '1.4.2-baseline' };
    const analysis = { ...policy, limits: ['latency-p95 > 2x'] } as Json;
    const params = { bake, version: '1.5.0', previous: '1.4.2', stage, analysis };
    const clock = { now: () => noon + 60_000, sleep: async () => undefined };
    const seen = await aStep(analyse, params, { monitors, releases, clock }).run();
    expect(asked.map(({ version }) => version)).toEqual(['1.5.0', '1.4.2-baseline']);
    expect(seen).toMatchObject({
      events: [{ type: 'step.measured', table: { baseline: { version: '1.4.2-baseline', kind: 'beside' } } }],
    });
  });

  it('keeps the points of a monitor that only tells the value as of now', async () => {
    let at = noon;
    const point = (): Measurement => {
      at += 15_000;
      return { kind: 'point', series: [{ at, value: 0.09, requests: 500 }] };
    };
    const { run, poll } = anAnalysis(60_000, point);
    const first = await run();
    const second = first.kind === 'pending' ? await poll(first.handle) : first;
    expect([first.kind, second.kind]).toEqual(['pending', 'pending']);
    const third = second.kind === 'pending' ? await poll(second.handle) : second;
    expect(third).toMatchObject({ kind: 'failed', code: 'ANALYSIS_FAILED' });
  });

  it('gathers such points also in the further bake it was told to wait for', async () => {
    let at = noon;
    const point = (): Measurement => {
      at += 15_000;
      return { kind: 'point', series: [{ at, value: 0.01, requests: 500 }] };
    };
    const { run, poll } = anAnalysis(bake, point, { noData: 'wait' });
    const first = await run();
    expect(first).toMatchObject({ kind: 'pending', lookAgainIn: 15_000 });
    const second = first.kind === 'pending' ? await poll(first.handle) : first;
    const third = second.kind === 'pending' ? await poll(second.handle) : second;
    expect([second.kind, third]).toEqual(['pending', expect.objectContaining({ kind: 'succeeded' })]);
  });

  it('asks once for a metric that several limits name, on each side', async () => {
    const limits = ['error-rate > 5%', 'error-rate worse', 'error-rate > 2x'];
    const { run, asked } = anAnalysis(60_000, series(0.01), { limits });
    expect(await run()).toMatchObject({ kind: 'pending', note: expect.stringMatching(/(passes\..*){3}/) });
    expect(asked.map(({ version }) => version)).toEqual(['1.5.0', '1.4.2']);
  });

  it('only waits where nothing is to be measured', async () => {
    const params = { bake, version: '1.5.0', previous: '1.4.2', stage: { kind: 'share', percent: 20 }, analysis: null };
    const at = (passed: number) => {
      const clock = { now: () => noon + passed, sleep: async () => undefined };
      return aStep(analyse, params, { releases, clock }).run();
    };
    expect(await at(0)).toMatchObject({ kind: 'pending', lookAgainIn: 5_000 });
    expect(await at(bake)).toMatchObject({ kind: 'succeeded' });
  });

  it('goes on for as long as people have added to its time', async () => {
    const step = StepId.parse('production/step/api');
    const base = aRelease().run().release();
    const state = {
      status: 'pending',
      attempt: 1,
      startedAt: noon,
      handle: null,
      lookAgainAt: noon,
      note: null,
    } as const;
    const steps = new Map(base.steps).set(step, { ...state, extendedBy: bake });
    const longer = planned<ReleaseLog>('releases', { get: async () => ({ ...base, steps }) });
    const params = { bake, version: '1.5.0', previous: '1.4.2', stage: { kind: 'share', percent: 20 }, analysis: null };
    const at = (passed: number) => {
      const clock = { now: () => noon + passed, sleep: async () => undefined };
      return aStep(analyse, params, { releases: longer, clock }).poll({ tick: -1, verdicts: '' });
    };
    expect(await at(bake)).toMatchObject({ kind: 'pending' });
    expect(await at(2 * bake)).toMatchObject({ kind: 'succeeded' });
  });
});
