import { formatDuration } from '#domain/duration.ts';
import { isOut } from '#domain/plan/settle-parts.ts';
import { isBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEventOf } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { quote } from '../../blocks/rich-text.ts';
import { ended } from '../../text/ended.ts';
import { mention } from '../../text/mention.ts';
import type { Phrase } from '../../text/phrase.ts';
import { plain } from '../../text/plain.ts';
import { plural } from '../../text/plural.ts';
import { say } from '../../text/say.ts';
import { strong } from '../../text/styled.ts';
import { leftBehind } from '../left-behind.ts';
import type { EventLine, Moment } from '../moment.ts';
import { measuredPhrase } from '../rehearsed-phrase.ts';
import { theSubject } from '../subject.ts';
import { verdictPhrase, verdictWord } from '../verdict-phrase.ts';

/** A hold, with its reason and how it ends. */
export function heldLine({ after }: Moment, body: ReleaseEventOf<'release.held'>): EventLine {
  if (isBreaker(body.by))
    return {
      phrase: say`${strong('The circuit breaker is open:')} Fairlead holds ${theSubject(after)}. ${ended(plain(body.reason, 1_000))} Close it on the card to go on, or roll back.`,
      broadcast: true,
    };
  return {
    phrase: say`${mention(body.by)} put ${theSubject(after)} on hold. Anybody in the channel can resume it.`,
    parts: [quote(say`${plain(body.reason, 1_000)}`)],
  };
}

/** The end of a hold. */
export function resumedLine({ before, after }: Moment, body: ReleaseEventOf<'release.resumed'>): EventLine {
  const did = isHeldByBreaker(before) ? 'closed the circuit breaker that held' : 'resumed';
  const reason = body.reason === null ? [] : [quote(say`${plain(body.reason, 1_000)}`)];
  return { phrase: say`${mention(body.by)} ${did} ${theSubject(after)}.`, parts: reason };
}

/** A cancellation, with its reason. */
export function cancelledLine({ after }: Moment, body: ReleaseEventOf<'release.cancelled'>): EventLine {
  return {
    phrase: say`${mention(body.by)} cancelled ${theSubject(after)}. ${leftBehind(after)}`,
    parts: [quote(say`${plain(body.reason, 1_000)}`)],
  };
}

/** The end of what went well, with how long it took; a rollback of its own tells its recovery time. */
export function completedLine({ after, event }: Moment): EventLine {
  const took = formatDuration(event.at - after.requestedAt);
  const where = after.plan.environments.at(-1) ?? 'production';
  return { phrase: completed(after, where, took), broadcast: true };
}

function completed(release: Release, where: string, took: string): Phrase {
  const { intent, project, version } = release.plan;
  switch (intent) {
    case 'release':
      return released(release, where, took);
    case 'rollback':
      return say`${strong('Rolled back:')} ${project} runs ${plain(version, 40)} in ${where} again. Recovery took ${took}, from the request to the last verified service.`;
    case 'rehearsal':
      return say`${strong('Rehearsed:')} ${project} ${plain(version, 40)} went to ${where} and back.${measuredPhrase(release)}`;
    case 'validation':
      return say`${strong(`${verdictWord(release)}:`)} ${project} ${plain(version, 40)}, ${verdictPhrase(release)} It took ${took} from the request.`;
  }
}

function released(after: Release, where: string, took: string): Phrase {
  const { plan } = after;
  if (!isOut(plan))
    return say`${strong('Complete:')} ${theSubject(after)} went through what it is made of. Nothing was deployed and nothing was published. It took ${took} from the request.`;
  const accepted = acceptedIn(after, where);
  const verified = plural(plan.services.length - accepted, 'service');
  const despite = accepted === 0 ? '' : ` and ${accepted} accepted without`;
  const tagged = plan.steps.some((step) => step.kind === 'push-tag') ? `, tagged ${plain(plan.tag, 60)}` : '';
  if (plan.environments.length === 0)
    return say`${strong('Released:')} ${theSubject(after)}${tagged}. Nothing was deployed. It took ${took} from the request.`;
  return say`${strong('Released:')} ${theSubject(after)}, ${verified} verified${despite} in ${where}${tagged}. It took ${took} from the request.`;
}

/** Services of an environment whose failed verification a person accepted. */
function acceptedIn(release: Release, environment: string): number {
  const checks = release.plan.steps.filter(
    (step) => step.kind === 'verify-service' && step.environment === environment,
  );
  return checks.filter((step) => {
    const state = stateOf(release, step.id);
    return state.status === 'succeeded' && state.acceptedBy !== null;
  }).length;
}
