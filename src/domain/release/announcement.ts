import { type Actor, isSamePerson } from '../actor.ts';
import type { Millis, StepId } from '../ids.ts';
import type { ReleaseEventOf, Rule } from './event.ts';

/** What a rule in announce mode would have stopped, and what people said of it. Decides nothing. */
export type Announcement = {
  readonly step: StepId;
  readonly attempt: number;
  readonly rule: Rule;
  readonly words: string;
  /** The limits that were broken; none where the rule has none. */
  readonly limits: readonly string[];
  readonly at: Millis;
  /** The last answer of each person, in the order they first spoke. */
  readonly answers: readonly { readonly by: Actor; readonly agreed: boolean }[];
};

/** Adds what a rule would have done; each rule once for each attempt of a step. */
export function announced(
  before: readonly Announcement[],
  { step, attempt, rule, words, limits = [] }: ReleaseEventOf<'rule.announced'>,
  at: Millis,
): readonly Announcement[] {
  const isKnown = before.some((one) => one.step === step && one.attempt === attempt && one.rule === rule);
  return isKnown ? before : [...before, { step, attempt, rule, words, limits, at, answers: [] }];
}

/** Puts a person's answer in the place of their last one; it counts for everything that was announced there. */
export function judged(
  before: readonly Announcement[],
  { step, attempt, agreed, by }: ReleaseEventOf<'rule.judged'>,
): readonly Announcement[] {
  return before.map((one) => {
    if (one.step !== step || one.attempt !== attempt) return one;
    const isKnown = one.answers.some((answer) => isSamePerson(answer.by, by));
    const answers = isKnown
      ? one.answers.map((answer) => (isSamePerson(answer.by, by) ? { by, agreed } : answer))
      : [...one.answers, { by, agreed }];
    return { ...one, answers };
  });
}
