import { isBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEventOf } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { closedEnvironments, dueRollbackSteps } from '#domain/release/step-of.ts';
import { quote } from '../../blocks/rich-text.ts';
import { secondToken } from '../../text/date-token.ts';
import { ended } from '../../text/ended.ts';
import { listed } from '../../text/listed.ts';
import { mention } from '../../text/mention.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import { strong } from '../../text/styled.ts';
import type { EventLine, Moment } from '../moment.ts';
import { splitProblem } from '../problem-part.ts';
import { recoveryPhrase } from '../recovery.ts';
import { rollBackVerb, rollBackWords, theSubject } from '../subject.ts';

/** The countdown: the second it ends and the button that stops it. */
export function scheduledLine({ after }: Moment, body: ReleaseEventOf<'rollback.scheduled'>): EventLine | null {
  // The breaker stops it in the same breath.
  if (isHeldByBreaker(after)) return null;
  return {
    phrase: say`Fairlead will ${rollBackWords(after)} at ${secondToken(body.at)}. Press ${strong('Stop the rollback')} on the card to keep ${theSubject(after)} as it is, or ${strong(`${rollBackVerb(after)} now`)} not to wait. Because: ${ended(splitProblem(body.reason).first)}`,
  };
}

/** A person stopped the countdown and owes an answer. */
export function stoppedLine({ before, after }: Moment, body: ReleaseEventOf<'rollback.stopped'>): EventLine | null {
  // The hold of the breaker, which follows, says why.
  if (before.rollback === after.rollback || isBreaker(body.by)) return null;
  return {
    phrase: say`${mention(body.by)} stopped the rollback of ${theSubject(after)}. It stays as it is until somebody tries again, accepts the step or rolls back.`,
    parts: [quote(say`${plain(body.reason, 1_000)}`)],
  };
}

/** A rollback begins: who, what goes back, why. */
export function startedLine({ after }: Moment, body: ReleaseEventOf<'rollback.started'>): EventLine {
  const back = dueRollbackSteps(after).filter((step) => step.effect === 'target' && step.service !== null);
  const services = [...new Set(back.map((step) => `${step.service} in ${step.environment}`))];
  const what = services.length === 0 ? 'Nothing has to be moved' : 'Going back, one after the other';
  const list = services.length === 0 ? [] : say`: ${listed(services, 8)}`;
  return {
    phrase: say`${strong('Rolling back')} ${theSubject(after)}, started by ${mention(body.by)}. ${what}${list}. Reason: ${ended(splitProblem(body.reason).first)}`,
    broadcast: true,
  };
}

/** Where services stay, because what was done there cannot be undone. */
function exceptIn(release: Release): string {
  const closed = closedEnvironments(release);
  return closed.length === 0 ? '' : `, but for those in ${closed.join(' and ')},`;
}

/** The end of a rollback, with the measured recovery time. */
export function rolledBackLine({ after, event, log }: Moment): EventLine {
  return {
    phrase: say`${strong('Rolled back:')} ${theSubject(after)}. Every service it changed${exceptIn(after)} runs what ran before.${recoveryPhrase(log, event.at)}`,
    broadcast: true,
  };
}
