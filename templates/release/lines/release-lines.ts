import { formatDuration } from '#domain/duration.ts';
import type { ReleaseEventOf } from '#domain/release/event.ts';
import { quote } from '../../blocks/rich-text.ts';
import { mention } from '../../text/mention.ts';
import { plain } from '../../text/plain.ts';
import { plural } from '../../text/plural.ts';
import { say } from '../../text/say.ts';
import { strong } from '../../text/styled.ts';
import type { EventLine, Moment } from '../moment.ts';
import { theSubject } from '../subject.ts';

/** A hold, with its reason and how it ends. */
export function heldLine({ after }: Moment, body: ReleaseEventOf<'release.held'>): EventLine {
  return {
    phrase: say`${mention(body.by)} put ${theSubject(after)} on hold. Anybody in the channel can resume it.`,
    parts: [quote(say`${plain(body.reason, 1_000)}`)],
  };
}

/** The end of a hold. */
export function resumedLine({ after }: Moment, body: ReleaseEventOf<'release.resumed'>): EventLine {
  const reason = body.reason === null ? [] : [quote(say`${plain(body.reason, 1_000)}`)];
  return { phrase: say`${mention(body.by)} resumed ${theSubject(after)}.`, parts: reason };
}

/** A cancellation, with its reason. */
export function cancelledLine({ after }: Moment, body: ReleaseEventOf<'release.cancelled'>): EventLine {
  return {
    phrase: say`${mention(body.by)} cancelled ${theSubject(after)}. Nothing was deployed.`,
    parts: [quote(say`${plain(body.reason, 1_000)}`)],
  };
}

/** The end of a release that went well, with how long it took; a rollback of its own tells its recovery time. */
export function completedLine({ after, event }: Moment): EventLine {
  const { plan } = after;
  const took = formatDuration(event.at - after.requestedAt);
  const where = plan.environments.at(-1) ?? 'production';
  if (plan.intent === 'rollback')
    return {
      phrase: say`${strong('Rolled back:')} ${plan.project} runs ${plain(plan.version, 40)} in ${where} again. Recovery took ${took}, from the request to the last verified service.`,
      broadcast: true,
    };
  return {
    phrase: say`${strong('Released:')} ${theSubject(after)}, ${plural(plan.services.length, 'service')} verified in ${where}, tagged ${plain(plan.tag, 60)}. It took ${took} from the request.`,
    broadcast: true,
  };
}
