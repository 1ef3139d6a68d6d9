import { type VerdictTable, verdictTable } from '#domain/analysis/verdict-table.ts';
import type { ReleaseEventOf } from '#domain/release/event.ts';
import type { MeasuredLimits } from './measure-limits.ts';
import type { StepContext } from './step-definition.ts';

/** The event that keeps what one look saw, for the table on the card. */
export function measuredEvent(
  limits: readonly string[],
  measured: MeasuredLimits,
  baseline: VerdictTable['baseline'],
  { step, attempt }: Pick<StepContext, 'step' | 'attempt'>,
): ReleaseEventOf<'step.measured'> {
  return { v: 1, type: 'step.measured', step: step.id, attempt, table: verdictTable(limits, measured, baseline) };
}
