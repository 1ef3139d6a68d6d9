import { valueText } from '#domain/analysis/value-text.ts';
import type { MeasuredLimits } from './measure-limits.ts';

const verdictWords = { pass: 'passes', fail: 'fails', not_enough_data: 'not enough data yet' } as const;

/** What an analysis says, one sentence for each limit: the value, what it is compared with, the limit and the verdict. */
export function analysisWords(limits: readonly string[], { verdicts, problems }: MeasuredLimits): string {
  const told = verdicts.map((verdict, index) => {
    const baseline = verdict.baseline === null ? '' : `, baseline ${valueText(verdict.metric, verdict.baseline)}`;
    const value = verdict.value === null ? 'no value' : valueText(verdict.metric, verdict.value);
    return `${verdict.metric} ${value}${baseline}, limit ${limits[index] ?? ''}: ${verdictWords[verdict.verdict]}.`;
  });
  return [...told, ...problems].join(' ') || 'Nothing was measured.';
}
