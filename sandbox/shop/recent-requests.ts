import type { ProxiedRequest } from './proxy-metrics.ts';

/** The metrics of one version that can be asked for by name. */
export const recentMetrics = ['error-rate', 'success-rate', 'latency-p95', 'latency-p99'] as const;
export type RecentMetric = (typeof recentMetrics)[number];

export type RecentRequests = {
  /** Remembers one answered request for as long as it is recent. */
  readonly observe: (request: ProxiedRequest) => void;
  /** A share from 0 to 1, or seconds, over the last seconds; null where no request was answered in them. */
  readonly read: (metric: RecentMetric, of: Version) => { readonly value: number | null; readonly requests: number };
};

type Version = Pick<ProxiedRequest, 'environment' | 'service' | 'version'>;
type Answer = { readonly at: number; readonly isError: boolean; readonly seconds: number };

/** Shorter than the time between two looks of an analysis, so that one slow moment is in one point only. */
const window = 5_000;
const most = 5_000;

/** What was answered lately, by version. A 5xx, a broken connection and a request its customer gave up on are errors. */
export function createRecentRequests(now: () => number = () => performance.now()): RecentRequests {
  const answers = new Map<string, Answer[]>();
  const recentOf = (of: Version): Answer[] => {
    const kept = answers.get(keyOf(of)) ?? [];
    const from = now() - window;
    return kept.filter(({ at }) => at >= from);
  };
  return {
    observe: (request) => {
      const isError = !/^[1-4]/.test(request.code);
      const kept = recentOf(request).slice(-most);
      kept.push({ at: now(), isError, seconds: request.seconds });
      answers.set(keyOf(request), kept);
    },
    read: (metric, of) => {
      const recent = recentOf(of);
      return { value: measure(metric, recent), requests: recent.length };
    },
  };
}

function keyOf({ environment, service, version }: Version): string {
  return `${environment}/${service}/${version}`;
}

function measure(metric: RecentMetric, answers: readonly Answer[]): number | null {
  if (answers.length === 0) return null;
  const errors = answers.filter(({ isError }) => isError).length / answers.length;
  switch (metric) {
    case 'error-rate':
      return errors;
    case 'success-rate':
      return 1 - errors;
    case 'latency-p95':
      return percentile(answers, 0.95);
    case 'latency-p99':
      return percentile(answers, 0.99);
  }
}

/** The nearest rank, so that it is a time that was measured. */
function percentile(answers: readonly Answer[], share: number): number {
  const seconds = answers.map((answer) => answer.seconds).sort((one, other) => one - other);
  return seconds[Math.ceil(share * seconds.length) - 1] ?? 0;
}
