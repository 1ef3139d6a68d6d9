const shortestBackoff = 250;
const longestBackoff = 30_000;
const longestWait = 15 * 60_000;

/**
 * Milliseconds to wait after a transient fault. Doubles from a quarter of a second up to half a minute with each start of the job; a time the other
 * side named (a Retry-After) is honoured, up to a quarter of an hour.
 */
export function retryDelay(start: number, now: number, retryAt: number | undefined): number {
  const backoff = Math.min(shortestBackoff * 2 ** Math.max(0, start - 1), longestBackoff);
  if (retryAt === undefined) return backoff;
  return Math.min(Math.max(retryAt - now, 0), longestWait);
}
