import type { MoveRequest } from '#domain/moves/move.ts';
import { isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { shortStep } from '../release/move-label.ts';
import { gatePlace } from '../release/stage-words.ts';
import { statusOf } from '../release/status.ts';
import { subjectFirst, theSubject } from '../release/subject.ts';
import { dateToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { moveWords } from './move-words.ts';

/** Why a late press finds nothing to do: who did it already and when, or how the release stands now. */
export function settledPhrase(release: Release, request: MoveRequest): Phrase {
  const { rollback } = release;
  if (request.move === 'approve' || request.move === 'reject') return gateSettled(release, request);
  if (request.move === 'resume' && release.hold === null) return say`${subjectFirst(release)} is not on hold.`;
  if (request.move === 'close-breaker' && !isHeldByBreaker(release))
    return say`The circuit breaker does not hold ${theSubject(release)}.`;
  if (request.move === 'hold' && release.hold !== null)
    return say`${mention(release.hold.by)} put ${theSubject(release)} on hold already, ${dateToken(release.hold.at)}.`;
  if (rollback?.status === 'running')
    return say`${subjectFirst(release)} is being rolled back since ${dateToken(rollback.since)}, started by ${mention(rollback.by)}.`;
  if (request.move === 'stop-countdown' && rollback?.status === 'stopped')
    return say`${mention(rollback.by)} stopped the rollback of ${theSubject(release)} already, ${dateToken(rollback.since)}.`;
  if (request.step !== null) return stepSettled(release, request.step);
  return say`It is not possible now to ${moveWords(release, request)}: ${statusOf(release, release.updatedAt).word.toLowerCase()}.`;
}

function gateSettled(release: Release, request: MoveRequest): Phrase {
  const step = request.step === null ? null : stepOf(release, request.step);
  const state = step === null ? null : stateOf(release, step.id);
  const place = gatePlace(step);
  if (state?.status === 'succeeded') {
    const people = release.approvals.filter((one) => one.step === step?.id && one.digest === release.digest);
    const by =
      people.length === 0
        ? []
        : say` by ${listed(
            people.map((one) => mention(one.by)),
            6,
          )}`;
    return say`${subjectFirst(release)} was already approved for ${place}${by} ${dateToken(state.finishedAt)}.`;
  }
  if (state?.status === 'waiting') return say`${subjectFirst(release)} does not ask for approval for ${place} yet.`;
  return say`It is not possible now to ${moveWords(release, request)}: ${statusOf(release, release.updatedAt).word.toLowerCase()}.`;
}

function stepSettled(release: Release, id: NonNullable<MoveRequest['step']>): Phrase {
  const state = stateOf(release, id);
  const name = `"${shortStep(stepOf(release, id))}" of ${theSubject(release)}`;
  if (state.status === 'succeeded' && state.promotedBy !== undefined)
    return say`${mention(state.promotedBy)} let it go on already, ${dateToken(state.finishedAt)}.`;
  if (state.status === 'succeeded' && state.acceptedBy !== null)
    return say`${mention(state.acceptedBy)} decided that already: ${name} counts as done.`;
  if (state.status === 'succeeded') return say`${name} is done already.`;
  if (state.status === 'waiting') return say`${name} is to run again already, attempt ${state.attempt}.`;
  return say`${name} runs already, attempt ${state.attempt}.`;
}
