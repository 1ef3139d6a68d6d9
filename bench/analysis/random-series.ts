import type { Point, Series } from '#domain/analysis/series.ts';

/** Uniform numbers between 0 and 1, the same for the same seed (mulberry32). */
export type Random = () => number;

/** A generator that gives the same numbers for the same seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What really happens on one side, by the share of the time that has passed: the share of errors, and how much slower answers are. */
export type Truth = (passed: number) => { readonly errors: number; readonly slowness: number };

/** One measured hour of one side. */
export type Hour = { readonly errorRate: Series; readonly latency: Series };

/** One point a minute, for an hour. */
export const points = 60;
const minute = 60_000;
/** Spread of the logarithm of answer times. */
const spread = 0.6;
const usualSeconds = 0.12;

/**
 * Measures an hour minute by minute as a monitor would: errors are drawn from as many requests as come, and the 95th percentile from as many
 * answer times. Both sides share the ups and downs of the `load`; each has noise of its own on top.
 */
export function measuredHour(truth: Truth, requests: number, load: readonly number[], random: Random): Hour {
  const errorRate: Point[] = [];
  const latency: Point[] = [];
  for (let index = 0; index < points; index += 1) {
    const { errors, slowness } = truth(index / (points - 1));
    const strain = load[index] ?? 1;
    const at = index * minute;
    const count = Math.max(1, Math.round(requests * (0.85 + 0.3 * random())));
    errorRate.push({ at, value: binomial(count, Math.min(1, errors * strain), random) / count, requests: count });
    const own = Math.exp(0.04 * normal(random));
    const p95 = usualSeconds * slowness * strain * own * Math.exp(spread * quantile(orderStatistic(count, random)));
    latency.push({ at, value: p95, requests: count });
  }
  return { errorRate, latency };
}

/** The ups and downs that both sides share: a slow drift through the hour, and a jitter of every minute. */
export function sharedLoad(random: Random): readonly number[] {
  let drift = 0;
  return Array.from({ length: points }, () => {
    drift = 0.9 * drift + 0.05 * normal(random);
    return Math.exp(drift + 0.03 * normal(random));
  });
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function binomial(count: number, share: number, random: Random): number {
  if (count > 2_000) {
    const spreadOfSum = Math.sqrt(count * share * (1 - share));
    return Math.min(count, Math.max(0, Math.round(count * share + spreadOfSum * normal(random))));
  }
  let hits = 0;
  for (let index = 0; index < count; index += 1) if (random() < share) hits += 1;
  return hits;
}

/** Where the 95th percentile of `count` uniform numbers falls: a Beta(k, count - k + 1) variable. */
function orderStatistic(count: number, random: Random): number {
  const k = Math.max(1, Math.ceil(0.95 * count));
  const below = gamma(k, random);
  return Math.min(1 - 1e-9, below / (below + gamma(count - k + 1, random)));
}

/** A gamma variable of this shape, at least 1 (Marsaglia and Tsang 2000). */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The normal quantile (Acklam's rational approximation; relative error below 1.2e-9 in the middle, enough for a benchmark in the tails). */
function quantile(p: number): number {
  if (p < 0.02425 || p > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
    const tail =
      (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
    return p < 0.5 ? tail : -tail;
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r -
      3.066479806614716e1) *
      r +
      2.506628277459239) *
      q) /
    (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r -
      1.328068155288572e1) *
      r +
      1)
  );
}
