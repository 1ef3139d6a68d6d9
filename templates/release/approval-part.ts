import { formatDuration } from '#domain/duration.ts';
import type { Eligible } from '#domain/picture.ts';
import type { ApprovalFault, Seat } from '#domain/release/approvals.ts';
import type { Question } from '#domain/release/question.ts';
import type { Approval } from '#domain/release/release.ts';
import { atRiskOf } from '#domain/risk/at-risk.ts';
import type { RichPart } from '../blocks/rich-text.ts';
import { bullets, paragraph } from '../blocks/rich-text.ts';
import { dateToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import { mention, mentionUser } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { riskWords } from './risk-parts.ts';
import { rolesOf } from './seats.ts';
import { gatePlace, isPromotion } from './stage-words.ts';
import { titleOf } from './subject.ts';

type ApprovalQuestion = Extract<Question, { kind: 'approval' }>;

/** An open gate: each rule with who filled its seats and what is missing, who may still fill one, and which approvals no longer count. */
export function approvalPart(question: ApprovalQuestion, eligible: Eligible): readonly RichPart[] {
  const { step, seats } = question;
  const rules = step.gate?.kind === 'approval' ? step.gate : null;
  const expires = rules?.expires ?? 0;
  const title = isPromotion(step) ? titleOf(step) : `Approval for ${gatePlace(step)}`;
  const heading = say`${strong(title)}, asked for ${dateToken(question.since)}. Each counts for ${formatDuration(expires)}.`;
  const lines = [
    ...atRiskLine(step),
    ...seats.slice(0, 8).map((seat) => seatLine(seat, expires)),
    ...(question.void.length === 0 ? [] : [voidLine(question.void)]),
    ...eligibleLine(eligible.get(step.id), seats),
  ];
  return [paragraph(heading), ...bullets(lines)];
}

/** Why an approval does not count, as the end of a sentence. */
export const faultWords: Readonly<Record<ApprovalFault, string>> = {
  requester: 'they asked for the release',
  author: 'they wrote a commit in it',
  role: 'they hold none of the roles',
  address_unknown: 'no mail address tells that they wrote none of its commits',
  expired: 'it has expired',
  other_digest: 'the plan has changed since',
};

function seatLine(seat: Seat, expires: number): Phrase {
  const { roles, count } = seat.rule;
  const filled = seat.filledBy.length;
  const given = seat.filledBy.map(
    (approval) => say`${mention(approval.by)} (until ${dateToken(approval.at + expires)})`,
  );
  const by = filled === 0 ? [] : say`: ${listed(given, 6)}`;
  const missing = count - filled;
  const need = missing === 0 ? '' : filled === 0 ? '' : `, ${missing} more needed`;
  return say`${filled} of ${count} by ${rolesOf(roles)}${by}${need}`;
}

function voidLine(faulty: ApprovalQuestion['void']): Phrase {
  const given = faulty.map(({ approval, fault }) => say`${voidName(approval)} (${faultWords[fault]})`);
  return say`No longer counted: ${listed(given, 4)}`;
}

function voidName(approval: Approval): Phrase {
  return say`${mention(approval.by)}, ${dateToken(approval.at)}`;
}

function eligibleLine(people: readonly string[] | undefined, seats: readonly Seat[]): readonly Phrase[] {
  const isFull = seats.every((seat) => seat.filledBy.length >= seat.rule.count);
  if (people === undefined || isFull) return [];
  if (people.length === 0)
    return [say`Nobody who may approve is left: add somebody to one of these roles, or cancel the release.`];
  return [say`Can approve: ${listed(people.map(mentionUser), 8, 'or')}`];
}

/** Why more people are asked than usual. */
function atRiskLine(step: ApprovalQuestion['step']): readonly Phrase[] {
  const atRisk = atRiskOf(step);
  if (atRisk === null) return [];
  return [say`Because the risk is ${riskWords(atRisk)}, ${rolesOf(atRisk.roles)} must approve, too`];
}
