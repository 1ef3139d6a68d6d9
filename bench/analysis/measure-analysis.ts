import { judgeAll } from '#domain/analysis/judge-all.ts';
import { judgeMetric } from '#domain/analysis/judge-metric.ts';
import { builtInMetrics } from '#domain/analysis/metric.ts';
import type { Series } from '#domain/analysis/series.ts';
import type { ResultRow } from '../result-row.ts';
import { type Hour, measuredHour, points, type Random, seeded, sharedLoad, type Truth } from './random-series.ts';

const usualErrors = 0.01;
const well: Truth = () => ({ errors: usualErrors, slowness: 1 });

/** What is wrong with the new version. `isBad` is what people would want stopped. */
const stories: readonly {
  readonly name: string;
  readonly isBad: boolean;
  readonly truth: (random: Random) => Truth;
}[] = [
  { name: 'no change', isBad: false, truth: () => well },
  { name: 'two spikes of a minute', isBad: false, truth: spikes },
  {
    name: 'error rate up by 3 points at once',
    isBad: true,
    truth: () => () => ({ errors: usualErrors + 0.03, slowness: 1 }),
  },
  { name: 'p95 up by half at once', isBad: true, truth: () => () => ({ errors: usualErrors, slowness: 1.5 }) },
  {
    name: 'error rate drifting up to 6 points more',
    isBad: true,
    truth: () => (passed) => ({ errors: usualErrors + 0.06 * passed, slowness: 1 }),
  },
  {
    name: 'p95 drifting up to double',
    isBad: true,
    truth: () => (passed) => ({ errors: usualErrors, slowness: 1 + passed }),
  },
];

const traffic = [2_000, 500, 200, 100, 50, 20, 5];
const hours = 2_000;

/**
 * How often the analysis stops a healthy hour and promotes a bad one, on made-up series of both sides at the same time. A canary is looked
 * at every minute, as a rollout does it, and stopped at the first failure; what is undecided at the end is neither promoted nor stopped. Then
 * the worst of each traffic in one line, and from which traffic down nothing can be said.
 */
export async function measureAnalysis(): Promise<readonly ResultRow[]> {
  const rows: ResultRow[] = [];
  const results: Result[] = [];
  for (const requests of traffic) {
    for (const { name, isBad, truth } of stories) {
      const ends = { pass: 0, fail: 0, not_enough_data: 0 };
      const stoppedAfter: number[] = [];
      for (let seed = 1; seed <= hours; seed += 1) {
        const { verdict, minutes } = endOf(truth, requests, seeded(seed * 7919 + requests));
        ends[verdict] += 1;
        if (verdict === 'fail') stoppedAfter.push(minutes);
      }
      rows.push(row(requests, name, isBad, ends, stoppedAfter));
      results.push({ requests, isBad, ends });
    }
  }
  return [...rows, ...traffic.map((requests) => worst(requests, results)), turningPoint(results)];
}

type Ends = Readonly<Record<'pass' | 'fail' | 'not_enough_data', number>>;

type Result = { readonly requests: number; readonly isBad: boolean; readonly ends: Ends };

/** The most false alarms among what is well, and the most misses among what is not, at one traffic. */
function worst(requests: number, results: readonly Result[]): ResultRow {
  const own = results.filter((one) => one.requests === requests);
  const most = (isBad: boolean, end: keyof Ends): number =>
    Math.max(...own.filter((one) => one.isBad === isBad).map(({ ends }) => ends[end]));
  const alarms = `false alarms at most ${percent(most(false, 'fail'))}`;
  const misses = `misses at most ${percent(most(true, 'pass'))}`;
  const undecided = `not enough data at most ${percent(Math.max(most(false, 'not_enough_data'), most(true, 'not_enough_data')))}`;
  return told(`analysis: all of it, ${requests} requests a minute`, `${alarms}; ${misses}; ${undecided}`);
}

/** The traffic from which down most healthy hours end without a verdict. */
function turningPoint(results: readonly Result[]): ResultRow {
  const isUndecided = (requests: number): boolean =>
    results.some((one) => one.requests === requests && !one.isBad && one.ends.not_enough_data > hours / 2);
  const first = traffic.find(isUndecided);
  const last = traffic.findLast((requests) => !isUndecided(requests));
  const found = first === undefined ? 'at no traffic measured' : `at ${first} requests a minute and fewer`;
  return told('analysis: becomes not enough data', `${found}${last === undefined ? '' : `, and not at ${last}`}`);
}

function told(what: string, fairlead: string): ResultRow {
  return { what, fairlead, bare: null, ratio: null, goal: null };
}

function row(requests: number, name: string, isBad: boolean, ends: Ends, stoppedAfter: readonly number[]): ResultRow {
  const wrong = isBad ? ends.pass : ends.fail;
  const median = [...stoppedAfter].sort((a, b) => a - b)[stoppedAfter.length >> 1];
  const goal = requests !== 500 ? null : isBad ? 'promoted < 5 %' : 'stopped < 1 %';
  const stopped = `stopped ${percent(ends.fail)}${median === undefined ? '' : `, half of them within ${median} min`}`;
  return {
    what: `analysis: ${name}, ${requests} requests a minute`,
    fairlead: `${stopped}; promoted ${percent(ends.pass)}; not enough data ${percent(ends.not_enough_data)}`,
    bare: null,
    ratio: null,
    goal: goal === null ? null : `${goal}: ${wrong / hours < (isBad ? 0.05 : 0.01) ? 'met' : 'MISSED'}`,
  };
}

function percent(count: number): string {
  return `${((100 * count) / hours).toFixed(1)} %`;
}

function endOf(truth: (random: Random) => Truth, requests: number, random: Random) {
  const load = sharedLoad(random);
  const old = measuredHour(well, requests, load, random);
  const canary = measuredHour(truth(random), requests, load, random);
  let verdict: keyof Ends = 'not_enough_data';
  for (let minutes = 1; minutes <= points; minutes += 1) {
    verdict = judged(canary, old, minutes);
    if (verdict === 'fail') return { verdict, minutes };
  }
  return { verdict, minutes: points };
}

function judged(canary: Hour, old: Hour, minutes: number): keyof Ends {
  const until = (series: Series): Series => series.slice(0, minutes);
  const of = (name: 'error-rate' | 'latency-p95', side: 'errorRate' | 'latency') =>
    judgeMetric(
      builtInMetrics[name],
      { kind: 'statistical', metric: name },
      { current: until(canary[side]), baseline: until(old[side]) },
    );
  return judgeAll([of('error-rate', 'errorRate'), of('latency-p95', 'latency')]).verdict;
}

/** Two minutes of the hour with many errors and slow answers, as a restart or a neighbour makes them. */
function spikes(random: Random): Truth {
  const at = [random(), random()].map((share) => Math.floor(share * points));
  return (passed) =>
    at.includes(Math.round(passed * (points - 1)))
      ? { errors: 0.2, slowness: 3 }
      : { errors: usualErrors, slowness: 1 };
}
