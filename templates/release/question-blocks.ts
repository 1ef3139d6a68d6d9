import type { LegalMove } from '#domain/moves/legal-moves.ts';
import { opinions } from '#domain/moves/opinions.ts';
import type { Eligible } from '#domain/picture.ts';
import { isBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import { type Question, questionsOf } from '#domain/release/question.ts';
import type { Release } from '#domain/release/release.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { context } from '../blocks/context.ts';
import { paragraph, quote, type RichPart, richText } from '../blocks/rich-text.ts';
import { dateToken, secondToken } from '../text/date-token.ts';
import { ended } from '../text/ended.ts';
import { mention } from '../text/mention.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { approvalPart } from './approval-part.ts';
import { driftPart } from './drift-part.ts';
import { moveButtons } from './move-buttons.ts';
import { problemPart } from './problem-part.ts';
import { titleOf } from './subject.ts';

const mostQuestions = 6;

/** Every question that people are asked, each with the buttons that answer it, the most pressing first. */
export function questionBlocks(release: Release, now: number, eligible: Eligible): readonly Block[] {
  const asked = questionsOf(release, now).filter((question) => isAsked(release, question));
  const shown = asked.slice(0, mostQuestions);
  const rest = asked.length - shown.length;
  return [
    ...shown.flatMap((question) => [
      richText(...questionPart(release, question, eligible)),
      ...actions(moveButtons(release, (legal) => answers(question, legal))),
    ]),
    ...(rest > 0 ? [context(say`+${plural(rest, 'more question')}. The button below names every one.`)] : []),
  ];
}

/** Whether a move belongs to one of the questions rather than to the release as a whole. */
export function isAnswer(legal: LegalMove): boolean {
  return legal.step !== null || ofDrift.includes(legal.move) || ofCountdown.includes(legal.move);
}

const ofDrift: readonly string[] = ['take-new-commits', 'keep-approved-commit'];
const ofCountdown: readonly string[] = ['roll-back-now', 'stop-countdown'];

/** Work and pauses ask nobody; a gate asks nobody while the plan behind it is out of date or taken back. */
function isAsked(release: Release, question: Question): boolean {
  if (question.kind === 'working' || question.kind === 'pause') return false;
  // While the breaker holds the release its hold says the same.
  if (question.kind === 'countdown-stopped' && isBreaker(question.by)) return !isHeldByBreaker(release);
  return question.kind !== 'approval' || (release.drift === null && release.rollback === null);
}

function answers(question: Question, legal: LegalMove): boolean {
  if (question.kind === 'drift') return ofDrift.includes(legal.move);
  if (question.kind === 'countdown') return ofCountdown.includes(legal.move);
  return 'step' in question && legal.step === question.step.id && !opinions.includes(legal.move);
}

function questionPart(release: Release, question: Question, eligible: Eligible): readonly RichPart[] {
  switch (question.kind) {
    case 'approval':
      return approvalPart(question, eligible);
    case 'drift':
      return driftPart(release, question.drift, 1_000);
    case 'held':
      if (isBreaker(question.by))
        return [
          paragraph(
            say`${strong('The circuit breaker is open')} since ${dateToken(question.since)}: ${ended(plain(question.reason, 500))} Close it to go on, or take the release back.`,
          ),
        ];
      return [
        paragraph(say`${strong('On hold')} by ${mention(question.by)} since ${dateToken(question.since)}:`),
        quote(say`${plain(question.reason, 500)}`),
      ];
    case 'step-failed':
      return problemPart(
        say`${strong(`Failed: ${titleOf(question.step)}`)}, ${dateToken(question.since)}`,
        question.problem.message,
        500,
      );
    case 'step-unknown':
      if (question.step.kind === 'analyse')
        return problemPart(
          say`${strong(`Go on? ${titleOf(question.step)}`)}, ${dateToken(question.since)}`,
          question.why,
          600,
        );
      return [
        paragraph(say`${strong(`Did it happen? ${titleOf(question.step)}`)}`),
        paragraph(
          say`The outcome has been unknown since ${dateToken(question.since)}: ${ended(plain(question.why, 300))} Look where it would have happened, then say.`,
        ),
      ];
    case 'countdown':
      return [
        paragraph(
          say`${strong('The rollback starts by itself at')} ${secondToken(question.until)}. Stop it to decide without haste, or bring it forward.`,
        ),
      ];
    case 'countdown-stopped':
      return [
        paragraph(
          say`${strong('Rollback stopped')} by ${mention(question.by)} ${dateToken(question.since)}. The release stays as it is until somebody decides:`,
        ),
        quote(say`${plain(question.reason, 500)}`),
      ];
    default:
      return [];
  }
}
