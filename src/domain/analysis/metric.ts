/** What a value of a metric is measured in. A share is a fraction of one. */
export type Unit = 'share' | 'seconds' | 'count';

/** A metric by name: what it is measured in, which way is worse, and how large a change has to be before anybody minds. */
export type Metric = {
  readonly name: string;
  readonly unit: Unit;
  readonly worse: 'higher' | 'lower';
  /** A change is minded from this absolute size on, in the unit of the metric ... */
  readonly tolerance: number;
  /** ... and from this share of the baseline on. Both must be exceeded. */
  readonly relativeTolerance: number;
  /** Requests that one point must have been measured on to say anything; values of fewer are gathered into one point, or left out. */
  readonly requestsPerPoint: number;
};

/** The metrics that are known by name. */
export const builtInMetrics = {
  'error-rate': metric('error-rate', 'share', 'higher', { tolerance: 0.01, requestsPerPoint: 50 }),
  'success-rate': metric('success-rate', 'share', 'lower', {
    tolerance: 0.01,
    relativeTolerance: 0,
    requestsPerPoint: 50,
  }),
  'latency-p95': metric('latency-p95', 'seconds', 'higher', { tolerance: 0, requestsPerPoint: 40 }),
  'latency-p99': metric('latency-p99', 'seconds', 'higher', { tolerance: 0, requestsPerPoint: 200 }),
  saturation: metric('saturation', 'share', 'higher', { tolerance: 0.05, requestsPerPoint: 0 }),
} as const satisfies Readonly<Record<string, Metric>>;

/** The name of a metric that is known. */
export type BuiltInMetric = keyof typeof builtInMetrics;

function metric(
  name: string,
  unit: Unit,
  worse: Metric['worse'],
  rest: Partial<Pick<Metric, 'tolerance' | 'relativeTolerance' | 'requestsPerPoint'>>,
): Metric {
  return { name, unit, worse, tolerance: 0, relativeTolerance: 0.2, requestsPerPoint: 0, ...rest };
}
