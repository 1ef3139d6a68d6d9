import type { Intent } from '#domain/plan/intent.ts';
import { isOut } from '#domain/plan/settle-parts.ts';
import { isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import { type Question, questionsOf } from '#domain/release/question.ts';
import type { Release } from '#domain/release/release.ts';
import { stepsInScope } from '#domain/release/scope.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { verdictOf } from '#domain/validation/verdict.ts';
import { stageOf } from './subject.ts';
import { verdictWord } from './verdict-phrase.ts';

/** Where a release stands, in words; `sign` is the one emoji of the card. */
export type Status = { readonly word: string; readonly sign: string; readonly stage: string | null };

/** The state of a release in a word or three, and the environment it is in. */
export function statusOf(release: Release, now: number): Status {
  if (release.ending !== null) return { ...endingOf(release, release.ending.kind), stage: null };
  const questions = questionsOf(release, now);
  const stage = currentStage(release, questions);
  const asked = questions.filter((question) => question.kind !== 'working' && question.kind !== 'pause');
  const isGoingBack = release.rollback?.status === 'running';
  if (isGoingBack) {
    const isStuck = asked.some((one) => one.kind === 'step-failed' || one.kind === 'step-unknown');
    return isStuck
      ? { word: 'Rollback needs you', sign: ':rotating_light:', stage }
      : { word: 'Rolling back', sign: ':leftwards_arrow_with_hook:', stage };
  }
  if (isHeldByBreaker(release)) return { word: 'Circuit breaker open', sign: ':rotating_light:', stage };
  for (const kind of order) {
    if (asked.some((question) => question.kind === kind)) return { ...statuses[kind], stage };
  }
  const isPausing = questions.some((question) => question.kind === 'pause');
  return { word: isPausing ? 'Pausing' : 'In progress', sign: ':large_blue_circle:', stage };
}

function endingOf(release: Release, kind: keyof typeof endings): { word: string; sign: string } {
  const { plan } = release;
  if (kind === 'released' && plan.intent === 'validation') {
    const isReady = verdictOf(release).isReady;
    return { word: verdictWord(release), sign: isReady ? endings.released.sign : ':x:' };
  }
  if (kind === 'released' && !isOut(plan)) return { ...endings.released, word: 'Complete' };
  if (kind === 'rejected' || kind === 'cancelled') return endings[kind];
  return { ...endings[kind], word: endingWords[plan.intent][kind] };
}

/** What the end of a plan is called when all of it was done, and when it was taken back. */
const endingWords = {
  release: { released: 'Released', rolled_back: 'Rolled back' },
  rollback: { released: 'Complete', rolled_back: 'Undone' },
  rehearsal: { released: 'Complete', rolled_back: 'Taken back' },
  validation: { released: 'Validated', rolled_back: 'Taken back' },
} as const satisfies Record<Intent, { released: string; rolled_back: string }>;

const endings = {
  released: { word: 'Released', sign: ':white_check_mark:' },
  rolled_back: { word: 'Rolled back', sign: ':leftwards_arrow_with_hook:' },
  rejected: { word: 'Rejected', sign: ':no_entry_sign:' },
  cancelled: { word: 'Cancelled', sign: ':no_entry_sign:' },
} as const;

type Asked = Exclude<Question['kind'], 'working' | 'pause'>;

/** What is said first when several things are true at once. */
const order: readonly Asked[] = [
  'countdown',
  'countdown-stopped',
  'step-unknown',
  'step-failed',
  'drift',
  'held',
  'approval',
];

const statuses = {
  countdown: { word: 'Failed, rollback ahead', sign: ':rotating_light:' },
  'countdown-stopped': { word: 'Failed, rollback stopped', sign: ':rotating_light:' },
  'step-unknown': { word: 'Needs an answer', sign: ':question:' },
  'step-failed': { word: 'Failed', sign: ':rotating_light:' },
  drift: { word: 'Plan out of date', sign: ':warning:' },
  held: { word: 'On hold', sign: ':double_vertical_bar:' },
  approval: { word: 'Waiting for approval', sign: ':raised_hand:' },
} as const satisfies Record<Asked, { word: string; sign: string }>;

function currentStage(release: Release, questions: readonly Question[]): string | null {
  const asked = questions.find((question) => 'step' in question);
  if (asked !== undefined && 'step' in asked) return stageOf(asked.step);
  const next = stepsInScope(release).find(
    (step) => !step.background && stateOf(release, step.id).status !== 'succeeded',
  );
  return next === undefined ? null : stageOf(next);
}
