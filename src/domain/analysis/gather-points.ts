import type { Metric } from './metric.ts';
import { meanOf, type Point, type Series } from './series.ts';

/**
 * Points that say something: a share measured on too few requests is gathered with its neighbours until there are enough, which loses
 * nothing; any other value measured on too few is left out, since percentiles cannot be added up. Points that do not say how many requests
 * they were measured on are taken as they are.
 */
export function gatherPoints(series: Series, { unit, requestsPerPoint }: Metric): Series {
  if (unit !== 'share') return series.filter(({ requests }) => requests === null || requests >= requestsPerPoint);
  const gathered: Point[] = [];
  let open: Point[] = [];
  for (const point of series) {
    open.push(point);
    const requests = open.reduce((sum, each) => sum + (each.requests ?? requestsPerPoint), 0);
    if (requests < requestsPerPoint) continue;
    gathered.push({ at: point.at, value: meanOf(open), requests: point.requests === null ? null : requests });
    open = [];
  }
  return gathered;
}
