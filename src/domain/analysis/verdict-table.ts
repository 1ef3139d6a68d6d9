import { z } from 'zod';
import { judgeAll } from './judge-all.ts';
import type { MetricVerdict } from './judge-metric.ts';

/** Limits that a table holds. */
export const mostRows = 20;
/** Problems that a table holds. */
export const mostProblems = 3;

const Verdict = z.enum(['pass', 'fail', 'not_enough_data']);

/** One metric under one limit. Values are in the metric's unit; null where there is none. */
export const VerdictRow = z.strictObject({
  metric: z.string(),
  /** The limit as it was written. */
  limit: z.string(),
  verdict: Verdict,
  value: z.number().nullable(),
  baseline: z.number().nullable(),
  /** The value from which on it fails, where that is one value. */
  failsAt: z.number().nullable(),
  /** For `not_enough_data`: of what, and how many more are needed, where that is known. */
  missing: z
    .strictObject({ what: z.enum(['points', 'requests', 'baseline']), count: z.number().int().nullable() })
    .nullable(),
});
export type VerdictRow = z.infer<typeof VerdictRow>;

/** What one look of an analysis saw, as the log keeps it: small, and enough to draw a table of it. */
export const VerdictTable = z.strictObject({
  /** The version it is compared with: beside it over the same time, or in the time before the release. */
  baseline: z.strictObject({ version: z.string().nullable(), kind: z.enum(['beside', 'before']) }),
  verdict: Verdict,
  /** 0 to 100; null while no limit is decided. */
  score: z.number().nullable(),
  rows: z.array(VerdictRow).max(mostRows),
  /** Why something could not be measured. */
  problems: z.array(z.string().max(300)).max(mostProblems),
});
export type VerdictTable = z.infer<typeof VerdictTable>;

/** The table of one look. Verdicts come in the order of the limits. */
export function verdictTable(
  limits: readonly string[],
  { verdicts, problems }: { readonly verdicts: readonly MetricVerdict[]; readonly problems: readonly string[] },
  baseline: VerdictTable['baseline'],
): VerdictTable {
  const { verdict, score } = judgeAll(verdicts);
  const rows = verdicts.slice(0, mostRows).map((one, index) => rowOf(one, limits[index] ?? ''));
  return { baseline, verdict, score, rows, problems: problems.slice(0, mostProblems).map((why) => why.slice(0, 300)) };
}

function rowOf({ metric, verdict, value, baseline, limit, missing, lacking }: MetricVerdict, text: string): VerdictRow {
  return {
    metric,
    limit: text,
    verdict,
    value: rounded(value),
    baseline: rounded(baseline),
    failsAt: rounded(limit),
    missing: missing === null ? null : { what: missing, count: lacking },
  };
}

/** Six digits are more than anybody reads; no monitor measures better. NaN is no value. */
function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
}
