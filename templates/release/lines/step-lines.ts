import { formatDuration } from '#domain/duration.ts';
import type { StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import type { ReleaseEventOf } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { hasTouchedTarget, stateOf, stepOf } from '#domain/release/step-of.ts';
import { preformatted, quote } from '../../blocks/rich-text.ts';
import { ended } from '../../text/ended.ts';
import { mention } from '../../text/mention.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import { strong } from '../../text/styled.ts';
import type { EventLine, Moment } from '../moment.ts';
import { splitProblem } from '../problem-part.ts';
import { theSubject, titleOf } from '../subject.ts';

/** A failure, with the end of the output. A late result that no longer counts is not told. */
export function failedLine({ before, after }: Moment, body: ReleaseEventOf<'step.failed'>): EventLine | null {
  if (before.steps.get(body.step) === after.steps.get(body.step)) return null;
  const { first, output } = splitProblem(body.problem.message);
  const next = nextAfterFailure(after, stepOf(after, body.step));
  return {
    phrase: say`${strong('Failed:')} ${nameOf(after, body.step)} (${theSubject(after)}). ${ended(first)}${next}`,
    parts: preformatted(output, 1_500),
    broadcast: true,
  };
}

/** A step whose outcome nobody knows: the question to people. */
export function unknownLine({ before, after }: Moment, body: ReleaseEventOf<'step.unknown'>): EventLine | null {
  if (before.steps.get(body.step) === after.steps.get(body.step)) return null;
  if (stepOf(after, body.step)?.kind === 'analyse')
    return {
      phrase: say`${mention(after.requestedBy)}, is this to go on: ${nameOf(after, body.step)}? ${ended(plain(body.why, 600))} Press the answer on the card.`,
    };
  return {
    phrase: say`${mention(after.requestedBy)}, did this happen: ${nameOf(after, body.step)}? ${ended(plain(body.why, 400))} Fairlead does not guess: look, then press the answer on the card.`,
  };
}

/** What a person decided about a failed or unknown step. */
export function decisionLine(
  { before, after }: Moment,
  body: ReleaseEventOf<'step.accepted'> | ReleaseEventOf<'step.repeated'>,
): EventLine | null {
  const was = stateOf(before, body.step);
  if (before.steps.get(body.step) === after.steps.get(body.step)) return null;
  const who = mention(body.by);
  const name = nameOf(after, body.step);
  if (body.type === 'step.repeated')
    return { phrase: say`${who} had it run again: ${name}, attempt ${body.attempt + 1}.` };
  const isUndecided = was.status === 'unknown' && stepOf(after, body.step)?.kind === 'analyse';
  const verdict = isUndecided
    ? 'let this go on'
    : was.status === 'unknown'
      ? 'says it happened'
      : 'accepted it as done though it failed';
  return { phrase: say`${who} ${verdict}: ${name}.`, parts: [quote(say`${plain(body.reason, 1_000)}`)] };
}

/** What a person decided about an analysis that was under way. */
export function bakeLine(
  { before, after }: Moment,
  body: ReleaseEventOf<'step.promoted'> | ReleaseEventOf<'step.extended'>,
): EventLine | null {
  if (before.steps.get(body.step) === after.steps.get(body.step)) return null;
  const did =
    body.type === 'step.promoted'
      ? 'let this pass before its time was up'
      : `had this go on for ${formatDuration(body.millis)} more`;
  const parts = body.reason === null ? [] : [quote(say`${plain(body.reason, 1_000)}`)];
  return { phrase: say`${mention(body.by)} ${did}: ${nameOf(after, body.step)}.`, parts };
}

function nameOf(release: Release, id: StepId): string {
  const step = stepOf(release, id);
  return step === null ? id : titleOf(step);
}

/** What people can do. Nothing is said where the next message announces a rollback. */
function nextAfterFailure(release: Release, step: Step | null): string {
  if (release.rollback?.status === 'running') return ' The rollback waits for a decision on the card.';
  const isTouched = hasTouchedTarget(release);
  if (release.plan.rollback.automatic && isTouched && step?.effect !== 'public') return '';
  return ` Try again, accept it as done or ${isTouched ? 'roll back' : 'cancel'} on the card.`;
}
