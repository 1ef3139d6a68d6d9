import { describe, expect, it } from 'vitest';
import type { VerdictRow, VerdictTable } from '#domain/analysis/verdict-table.ts';
import { StepId } from '#domain/ids.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { metricsTable } from '#templates/release/metrics-table.ts';
import { aProject, aRelease, people, type Story } from '../support/a-release.ts';
import { checkMessage } from '../support/check-blocks.ts';
import { readBlocks } from '../support/read-blocks.ts';

const analysis = StepId.parse('production/analyse/api/20');
const of = { v: 1, step: analysis, attempt: 1 } as const;

const errors: VerdictRow = {
  metric: 'error-rate',
  limit: 'error-rate > 5%',
  verdict: 'pass',
  value: 0.004,
  baseline: 0.003,
  failsAt: 0.05,
  missing: null,
};
const latency: VerdictRow = {
  metric: 'latency-p95',
  limit: 'latency-p95 > 2x',
  verdict: 'fail',
  value: 0.71,
  baseline: 0.31,
  failsAt: 0.62,
  missing: null,
};
const sales: VerdictRow = {
  metric: 'sales',
  limit: 'sales worse',
  verdict: 'not_enough_data',
  value: null,
  baseline: null,
  failsAt: null,
  missing: { what: 'points', count: 6 },
};
const table: VerdictTable = {
  baseline: { version: '1.4.2', kind: 'beside' },
  verdict: 'fail',
  score: 50,
  rows: [errors, latency, sales],
  problems: [],
};

function baking(seen: VerdictTable = table): Story {
  const approvals = [{ roles: ['release-lead'], count: 1 }];
  const canary = { steps: [20, 50], bake: '10m', roles: ['on-call'] };
  const project = aProject({
    environments: [{ name: 'staging' }, { name: 'production', strategy: 'canary', approvals, canary }],
  });
  return aRelease({ project, services: ['api'], stagesOf: () => ['share'] })
    .run()
    .approve(people.priya)
    .run(analysis)
    .add({ ...of, type: 'step.started', worker: 'worker-1' })
    .add({ ...of, type: 'step.measured', table: seen })
    .add({ ...of, type: 'step.pending', handle: null, lookAgainAt: 0, note: 'As words.' }, 0);
}

function drawn(story: Story, slot: (name: string) => boolean) {
  const drawing = drawRelease(story.picture()).findLast((one) => slot(one.slot));
  if (drawing === undefined) throw new Error('Nothing is drawn there.');
  expect(checkMessage({ text: drawing.text, blocks: drawing.blocks })).toEqual([]);
  return drawing;
}

const cardOf = (story: Story) => drawn(story, (slot) => slot === 'card');
const lastLine = (story: Story) => readBlocks(drawn(story, (slot) => slot.startsWith('event/')).blocks);

describe('the card while a version is judged', () => {
  it('shows each metric with its baseline, its value, its limit and the verdict, and the score', () => {
    const card = readBlocks(cardOf(baking()).blocks);
    expect(card).toContain('score 50 of 100, compared with 1.4.2 beside it.');
    expect(card).toContain(
      [
        '| Metric | Verdict | Now | 1.4.2 beside it | Limit |',
        '| error-rate | passes | 0.4 % | 0.3 % | > 5% |',
        '| latency-p95 | fails | 710 ms | 310 ms | > 2x (620 ms) |',
        '| sales | not enough data: 6 points missing | \u2013 | \u2013 | no worse |',
      ].join('\n'),
    );
    expect(card).not.toContain('As words.');
  });

  it('holds one table only, with the services as a list', () => {
    const { blocks } = cardOf(baking());
    expect(blocks.filter(({ type }) => type === 'table')).toHaveLength(1);
    expect(readBlocks(blocks)).toContain(
      '- api in staging: 1.5.0, verified; in production: 1.5.0, at 20 % of the traffic',
    );
  });

  it('says how much of the bake is left, in tenths of it, until nothing is', () => {
    const left = (millis: number) => /looked at until .+\)/.exec(readBlocks(cardOf(baking().wait(millis)).blocks))?.[0];
    expect(left(0)).toContain('(10 min left of 10 min)');
    expect(left(50_000)).toBe(left(0));
    expect(left(61_000)).toContain('(9 min left of 10 min)');
    expect(left(575_000)).toContain('(60 s left of 10 min)');
    expect(left(600_000)).toContain('(nothing left of 10 min)');
  });

  it('tells share, stage and end in its text, too, for those who do not see blocks', () => {
    expect(cardOf(baking()).text).toContain('api 1.5.0 has 20 % of the traffic in production, stage 1 of 3, looked at');
  });

  it('names what the baseline is, and says why a metric could not be asked', () => {
    const before = { ...table, baseline: { version: '1.4.2', kind: 'before' as const }, score: null };
    const card = readBlocks(cardOf(baking({ ...before, problems: ['Prometheus <!here> answered 503.'] })).blocks);
    expect(card).toContain('no score yet, compared with 1.4.2 before the release.');
    expect(card).toContain('> Prometheus <!here> answered 503.');
  });

  it('takes as many limits as a configuration may have', () => {
    const rows = Array.from({ length: 20 }, () => ({ ...sales, metric: 'm'.repeat(63), limit: 'x'.repeat(200) }));
    cardOf(baking({ ...table, rows }));
  });
});

describe('the thread keeps the last table of an analysis', () => {
  const heading = '| Metric | Verdict | Measured | 1.4.2 beside it | Limit |';

  it('that passed', () => {
    const passed = { ...table, verdict: 'pass' as const, score: 100, rows: [errors] };
    const line = lastLine(baking(passed).add({ ...of, type: 'step.succeeded', result: null }));
    expect(line).toContain(
      'Passed: Analyse api in production at 20 % of the traffic, score 100 of 100, compared with 1.4.2 beside it.',
    );
    expect(line).toContain(heading);
  });

  it.each([
    ['fail', 'Limits broken, only told:'],
    ['not_enough_data', 'Not enough data, only told:'],
  ] as const)('that ended with %s where it only tells', (verdict, words) => {
    expect(lastLine(baking({ ...table, verdict }).add({ ...of, type: 'step.succeeded', result: null }))).toContain(
      words,
    );
  });

  it.each([
    { type: 'step.failed', problem: { code: 'ANALYSIS_FAILED', message: 'latency-p95 fails.' } },
    { type: 'step.unknown', why: 'There is not enough data.' },
    { type: 'step.promoted', by: people.jonas, reason: null },
  ] as const)('that ended with $type', (end) => {
    expect(lastLine(baking().add({ ...of, ...end }))).toContain(heading);
  });

  it('only of the attempt that counts', () => {
    const story = baking()
      .add({ ...of, type: 'step.failed', problem: { code: 'ANALYSIS_FAILED', message: 'latency-p95 fails.' } })
      .add({ ...of, type: 'step.repeated', by: people.jonas });
    expect(readBlocks(cardOf(story).blocks)).not.toContain('latency-p95 |');
  });
});

it('draws one table of several services, each metric with its service', () => {
  const before = { ...table, baseline: { version: '1.4.1', kind: 'before' as const }, rows: [errors] };
  const services = [
    { service: 'api', table: { ...table, rows: [errors] } },
    { service: 'worker', table: before },
  ];
  expect(readBlocks([metricsTable(services, 'Now')])).toBe(
    [
      '| Metric | Verdict | Now | Baseline | Limit |',
      '| api: error-rate | passes | 0.4 % | 0.3 % | > 5% |',
      '| worker: error-rate | passes | 0.4 % | 0.3 % | > 5% |',
    ].join('\n'),
  );
});

it('counts the limits that no table has room for', () => {
  const rows = Array.from({ length: 20 }, () => errors);
  const services = ['api', 'web', 'worker'].map((service) => ({ service, table: { ...table, rows } }));
  expect(readBlocks([metricsTable(services, 'Now')])).toMatch(/\| \+20 more limits \|/);
});
