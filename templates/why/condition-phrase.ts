import type { LegalMove } from '#domain/moves/legal-moves.ts';
import { whoMay } from '#domain/moves/who-may.ts';
import type { Eligible } from '#domain/picture.ts';
import { isBreaker } from '#domain/release/circuit-breaker.ts';
import type { Question } from '#domain/release/question.ts';
import type { Release } from '#domain/release/release.ts';
import { faultWords } from '../release/approval-part.ts';
import { driftHeading } from '../release/drift-part.ts';
import { splitProblem } from '../release/problem-part.ts';
import { missingSeats } from '../release/seats.ts';
import { gatePlace, isPromotion, stageName } from '../release/stage-words.ts';
import { rollBackWords, titleOf } from '../release/subject.ts';
import { dateToken, secondToken } from '../text/date-token.ts';
import { ended } from '../text/ended.ts';
import { listed } from '../text/listed.ts';
import { mention, mentionUser } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';

/** One unmet condition in full: what is missing, since when, and who can meet it. */
export function conditionPhrase(release: Release, question: Question, eligible: Eligible): Phrase {
  const since = say`Since ${dateToken(question.since)}`;
  switch (question.kind) {
    case 'approval':
      return approvalCondition(question, eligible);
    case 'pause':
      return say`${since}: the pause "${titleOf(question.step)}" lasts until ${secondToken(question.until)}. Nobody has to do anything.`;
    case 'drift':
      return say`${since}: ${driftHeading(release, question.drift)}. ${whoCan(release, 'take-new-commits')} can decide what becomes of it.`;
    case 'held':
      if (isBreaker(question.by))
        return say`${since}: the circuit breaker is open. ${ended(plain(question.reason, 400))} ${whoCan(release, 'close-breaker')} can close it.`;
      return say`${since}: on hold by ${mention(question.by)} ("${plain(question.reason, 200)}"). Anybody in the channel can resume it.`;
    case 'step-failed':
      return say`${since}: failed, ${titleOf(question.step)}. ${ended(splitProblem(question.problem.message).first)} ${whoCan(release, 'retry-step', question.step.id)} can try again or accept it.`;
    case 'step-unknown':
      if (question.step.kind === 'analyse')
        return say`${since}: ${ended(plain(question.why, 400))} ${whoCan(release, 'step-happened', question.step.id)} can let ${stageName(question.step)} go on.`;
      return say`${since}: nobody knows whether this happened, ${titleOf(question.step)}. ${ended(plain(question.why, 200))} ${whoCan(release, 'step-happened', question.step.id)} can say.`;
    case 'countdown':
      return say`${since}: the countdown to ${rollBackWords(release)} ends at ${secondToken(question.until)}. ${whoCan(release, 'stop-countdown')} can stop it.`;
    case 'countdown-stopped':
      if (isBreaker(question.by))
        return say`${since}: nothing is taken back by itself while the circuit breaker is open. ${whoCan(release, 'roll-back')} can roll back; or the failed step is tried again or accepted.`;
      return say`${since}: ${mention(question.by)} stopped the rollback ("${plain(question.reason, 200)}"). ${whoCan(release, 'roll-back')} can roll back; or the failed step is tried again or accepted.`;
    case 'working': {
      const note = question.note === null ? '' : ` ${plain(question.note, 200)}`;
      return say`${since}: Fairlead works on it, ${titleOf(question.step)}.${note} Nobody has to do anything.`;
    }
  }
}

function approvalCondition(question: Extract<Question, { kind: 'approval' }>, eligible: Eligible): Phrase {
  const name = isPromotion(question.step) ? `${stageName(question.step)} to go further` : null;
  const place = name ?? gatePlace(question.step);
  const missing = listed(missingSeats(question.seats), 4);
  const people = eligible.get(question.step.id);
  const who =
    people === undefined
      ? []
      : people.length === 0
        ? say` Nobody is left who can give it: add somebody to one of these roles.`
        : say` ${listed(people.map(mentionUser), 10, 'or')} can give it.`;
  const lapsed = question.void.map(({ approval, fault }) => say`${mention(approval.by)} (${faultWords[fault]})`);
  const lost = lapsed.length === 0 ? [] : say` No longer counted: ${listed(lapsed, 4)}.`;
  return say`Since ${dateToken(question.since)}: ${missing} for ${place} is missing.${who}${lost}`;
}

function whoCan(release: Release, move: LegalMove['move'], step: LegalMove['step'] = null): Phrase {
  const permission = whoMay(release, move, step);
  const requester = permission.requester ? [mention(release.requestedBy)] : [];
  return listed([...requester, ...permission.roles.slice(0, 8)], 9, 'or');
}
