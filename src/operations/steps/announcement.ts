import type { ReleaseEventOf } from '#domain/release/event.ts';
import type { StepContext } from './step-definition.ts';

/** The event that says what a rule in announce mode would have stopped, and why; `limits` are those that were broken. */
export function announcement(
  rule: ReleaseEventOf<'rule.announced'>['rule'],
  words: string,
  { step, attempt }: Pick<StepContext, 'step' | 'attempt'>,
  limits: readonly string[] = [],
): ReleaseEventOf<'rule.announced'> {
  const broken = limits.length === 0 ? {} : { limits: [...limits] };
  return { v: 1, type: 'rule.announced', step: step.id, attempt, rule, words: words.slice(0, 2_000), ...broken };
}
