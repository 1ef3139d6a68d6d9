import type { Step } from '#domain/plan/step.ts';
import { isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import { needsPerson, type Question, questionsOf } from '#domain/release/question.ts';
import type { Release } from '#domain/release/release.ts';
import { stepsInScope } from '#domain/release/scope.ts';
import { hasTouchedTarget, stateOf } from '#domain/release/step-of.ts';
import { dateToken, secondToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { deploymentNote } from './deployment-note.ts';
import { missingSeats } from './seats.ts';
import { gatePlace, isPromotion, stageName } from './stage-words.ts';
import { rollBackWords, titleOf } from './subject.ts';

/** What happens next and who or what it waits for: the second half of the line of truth. Empty once the release has ended. */
export function nextPhrase(release: Release, now: number): Phrase {
  if (release.ending !== null) return [];
  const questions = questionsOf(release, now);
  if (isHeldByBreaker(release) && release.rollback?.status !== 'running')
    return say`Next: somebody closes the circuit breaker, or it is taken back.`;
  const isUrgent = needsPerson(release, now) || questions.some((one) => one.kind === 'countdown');
  const first = questions[0];
  if (isUrgent && first !== undefined) return questionPhrase(release, pressing(questions) ?? first);
  const working = questions.find((question) => question.kind === 'working') ?? first;
  if (working !== undefined) return questionPhrase(release, working);
  const step = nextStep(release);
  return step === null ? say`Next: the last records are written.` : say`Next: ${stepPhrase(step)}.`;
}

function pressing(questions: readonly Question[]): Question | undefined {
  return questions.find((question) => question.kind !== 'working' && question.kind !== 'pause');
}

function questionPhrase(release: Release, question: Question): Phrase {
  switch (question.kind) {
    case 'approval': {
      const missing = missingSeats(question.seats);
      const name = isPromotion(question.step) ? `${stageName(question.step)} to go further` : null;
      const place = name ?? gatePlace(question.step);
      return missing.length === 0 ? say`Next: ${place} begins.` : say`Next: ${listed(missing, 3)} for ${place}.`;
    }
    case 'pause':
      return say`Next: ${following(release, question.step)} at ${secondToken(question.until)}.`;
    case 'drift':
      if (question.drift.tag !== undefined || question.drift.untagged === true)
        return release.plan.tagged === undefined
          ? say`Next: delete the tag of somebody else and plan again, or cancel.`
          : say`Next: put the tag back and plan again, or cancel.`;
      return question.drift.commits.length === 0
        ? say`Next: plan again with the new configuration.`
        : say`Next: take the ${plural(question.drift.commits.length, 'new commit')} or go on without them.`;
    case 'held':
      return say`Next: somebody resumes it; ${mention(question.by)} put it on hold.`;
    case 'step-failed':
      return say`Next: ${listed(['try again', 'accept it as done', ...wayOut(release)], 3, 'or')}.`;
    case 'step-unknown':
      if (question.step.kind === 'analyse')
        return say`Next: somebody says whether ${stageName(question.step)} goes on.`;
      return say`Next: somebody says whether it happened: ${titleOf(question.step)}.`;
    case 'countdown':
      return say`Next: ${rollBackWords(release)} at ${secondToken(question.until)}, unless somebody stops it.`;
    case 'countdown-stopped':
      return say`Next: try again, accept it as done, or ${rollBackWords(release)}.`;
    case 'working':
      return say`Now: ${titleOf(question.step)}, since ${dateToken(question.since)}.${deploymentNote(question)} Next: ${following(release, question.step)}.`;
  }
}

function wayOut(release: Release): readonly string[] {
  if (release.rollback?.status === 'running') return [];
  return [hasTouchedTarget(release) ? rollBackWords(release) : 'cancel'];
}

/** What comes after a step, in the order of the plan. */
function following(release: Release, step: Step): Phrase {
  const after = stepsInScope(release).find(
    (other) => !other.background && other.needs.includes(step.id) && stateOf(release, other.id).status === 'waiting',
  );
  if (after !== undefined) return stepPhrase(after);
  const next = nextStep(release);
  return next === null || next.id === step.id ? say`the end` : stepPhrase(next);
}

function nextStep(release: Release): Step | null {
  return (
    stepsInScope(release).find((step) => !step.background && stateOf(release, step.id).status === 'waiting') ?? null
  );
}

function stepPhrase(step: Step): Phrase {
  const title = titleOf(step);
  return say`${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
