import type { Millis } from '../ids.ts';

/** One measured value. A rate or a share is a fraction: 0.05 is five in a hundred. */
export type Point = {
  readonly at: Millis;
  readonly value: number;
  /** How many requests it was measured on; null where the source does not say. */
  readonly requests: number | null;
};

/** Values of one metric on one side, oldest first. */
export type Series = readonly Point[];

/** The values alone. */
export function valuesOf(series: Series): readonly number[] {
  return series.map(({ value }) => value);
}

/** The middle value, the mean of the two middle ones of an even number; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The mean by requests, where every point says how many; else the plain mean. NaN of none. */
export function meanOf(series: Series): number {
  const weights = series.map(({ requests }) => requests ?? Number.NaN);
  const isWeighted = weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0);
  const weightAt = (index: number): number => (isWeighted ? (weights[index] ?? 0) : 1);
  const total = series.reduce((sum, _, index) => sum + weightAt(index), 0);
  return series.reduce((sum, { value }, index) => sum + value * weightAt(index), 0) / total;
}

/** How many requests were measured in all; null where one point does not say. */
export function requestsIn(series: Series): number | null {
  return series.reduce<number | null>(
    (sum, { requests }) => (sum === null || requests === null ? null : sum + requests),
    0,
  );
}
