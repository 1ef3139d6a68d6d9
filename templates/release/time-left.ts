import { formatDuration } from '#domain/duration.ts';
import type { Millis } from '#domain/ids.ts';

const parts = 10;

/**
 * How much of a bake is left, in tenths of it and rounded up, so that a card is edited ten times for it and no more: "4 min left". Beside it the
 * card names the time at which it ends, which is true at any moment.
 */
export function timeLeft(
  { until, bake, extendedBy }: { readonly until: Millis; readonly bake: Millis; readonly extendedBy: Millis },
  now: Millis,
): string {
  const left = until - now;
  if (left <= 0) return 'nothing left';
  const tenth = Math.max(1_000, (bake + extendedBy) / parts);
  return `${formatDuration(Math.min(bake + extendedBy, Math.ceil(left / tenth) * tenth))} left`;
}
