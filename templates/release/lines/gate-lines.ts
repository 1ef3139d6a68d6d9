import type { ReleaseEventOf } from '#domain/release/event.ts';
import { questionsOf } from '#domain/release/question.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { quote } from '../../blocks/rich-text.ts';
import { listed } from '../../text/listed.ts';
import { mention, mentionUser } from '../../text/mention.ts';
import type { Phrase } from '../../text/phrase.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import { leftBehind } from '../left-behind.ts';
import type { EventLine, Moment } from '../moment.ts';
import { missingSeats } from '../seats.ts';
import { gatePlace, isPromotion, stageName } from '../stage-words.ts';
import { subjectFirst, theSubject } from '../subject.ts';

/** The one message that asks for approvals, naming those who can give them. A pause asks nobody. */
export function openedLine({ after, event, eligible }: Moment, body: ReleaseEventOf<'gate.opened'>): EventLine | null {
  const question = approvalAt(after, body.step, event.at);
  if (question === undefined) return null;
  const people = (eligible.get(body.step) ?? []).map(mentionUser);
  const who = people.length === 0 ? [] : say` ${listed(people, 8, 'or')}: please decide on the card above.`;
  const gate = stepOf(after, body.step);
  if (isPromotion(gate))
    return {
      phrase: say`${stageName(gate)} of ${theSubject(after)} waits for ${listed(missingSeats(question.seats), 4)} to go further in ${placeOf(after, body.step)}.${who}`,
    };
  return {
    phrase: say`${subjectFirst(after)} needs ${listed(missingSeats(question.seats), 4)} for ${placeOf(after, body.step)}.${who}`,
  };
}

/** An approval by name, and what is still missing. */
export function approvedLine(
  { before, after, event }: Moment,
  body: ReleaseEventOf<'gate.approved'>,
): EventLine | null {
  if (after.approvals.length === before.approvals.length) return null;
  const missing = missingSeats(approvalAt(after, body.step, event.at)?.seats ?? []);
  const rest: Phrase = missing.length === 0 ? say` Every seat is filled.` : say` Still needed: ${listed(missing, 4)}.`;
  return { phrase: say`${mention(body.by)} approved ${theSubject(after)} for ${placeOf(after, body.step)}.${rest}` };
}

/** A rejection with its reason. Where something was deployed it is the start of a rollback, and the channel hears of it. */
export function rejectedLine({ after }: Moment, body: ReleaseEventOf<'gate.rejected'>): EventLine {
  const then = after.ending === null ? 'What was deployed is taken back.' : leftBehind(after);
  return {
    phrase: say`${mention(body.by)} rejected ${theSubject(after)} for ${placeOf(after, body.step)}. ${then} Reason:`,
    parts: [quote(say`${plain(body.reason, 1_000)}`)],
    broadcast: after.ending === null,
  };
}

function approvalAt(release: Release, step: string, now: number) {
  return questionsOf(release, now).find((one) => one.kind === 'approval' && one.step.id === step) as
    | Extract<ReturnType<typeof questionsOf>[number], { kind: 'approval' }>
    | undefined;
}

function placeOf(release: Release, step: ReleaseEventOf<'gate.opened'>['step']): string {
  return gatePlace(stepOf(release, step));
}
