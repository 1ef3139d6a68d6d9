import type { Drawing } from '#domain/drawing.ts';
import { tellsNotes } from '#domain/notes/standing-notes.ts';
import type { Picture } from '#domain/picture.ts';
import type { Release } from '#domain/release/release.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { context } from '../blocks/context.ts';
import { header } from '../blocks/header.ts';
import { paragraph, quote, richText } from '../blocks/rich-text.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { dateToken } from '../text/date-token.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { strong } from '../text/styled.ts';
import { announcedBlocks } from './announced-blocks.ts';
import { editNotesButton } from './edit-notes-button.ts';
import { endingPhrase } from './ending-phrase.ts';
import { moveButtons, whyButton } from './move-buttons.ts';
import { nextPhrase } from './next-phrase.ts';
import { isAnswer, questionBlocks } from './question-blocks.ts';
import { rolloutBlocks, rolloutSentences } from './rollout-blocks.ts';
import { servicesList } from './services-list.ts';
import { servicesTable } from './services-table.ts';
import { statusOf } from './status.ts';
import { subjectOf } from './subject.ts';
import { summaryPart } from './summary-part.ts';
import { validationBlocks } from './validation-blocks.ts';

/** The one message a release keeps in its channel, edited in place: where it stands and what is next, then the questions with their buttons. */
export function releaseCard({ release, events, now, eligible }: Picture): Drawing {
  const status = statusOf(release, now);
  const line = lineOfTruth(release, now);
  const next = release.ending === null ? nextPhrase(release, now) : endingPhrase(release, events);
  const rollout = rolloutBlocks(release, now);
  const blocks: readonly Block[] = [
    header(plain(line, 140), status.sign),
    richText(paragraph(clipPhrase(next, 900))),
    ...rollbackBlocks(release),
    ...questionBlocks(release, now, eligible),
    ...rollout,
    ...announcedBlocks(release),
    ...validationBlocks(release),
    richText(...summaryPart(release)),
    ...standings(release, rollout),
    ...wholeActions(release),
    context(footer(release)),
  ];
  return {
    slot: 'card',
    parent: null,
    broadcast: false,
    isEditable: true,
    text: sentence([say`${line}.`, clipPhrase(next, 1_500), ...rolloutSentences(release, now)]),
    blocks,
  };
}

/** "Waiting for approval: shop 1.5.0, production". */
export function lineOfTruth(release: Release, now: number): string {
  const status = statusOf(release, now);
  const stage = status.stage === null ? '' : `, ${status.stage}`;
  return `${status.word}: ${subjectOf(release)}${stage}`;
}

/** How far each service is in each environment; nothing where nothing is deployed. */
function standings(release: Release, rollout: readonly Block[]): readonly Block[] {
  if (release.plan.environments.length === 0) return [];
  return [isJudged(release, rollout) ? richText(...servicesList(release)) : servicesTable(release)];
}

/**
 * Whether the metrics of a version have the one table that Slack may take in a message, or will have it as soon as there are some: the card is not
 * to jump between the stages of a rollout.
 */
function isJudged({ plan }: Release, rollout: readonly Block[]): boolean {
  const isMeasured = plan.steps.some((step) => step.kind === 'analyse' && (step.params.analysis ?? null) !== null);
  return rollout.some(({ type }) => type === 'table') || (rollout.length > 0 && isMeasured);
}

/** Who started a rollback that is under way, and why. */
function rollbackBlocks({ rollback, ending }: Release): readonly Block[] {
  if (rollback?.status !== 'running' || ending !== null) return [];
  const by = say`${strong('Rolling back')} since ${dateToken(rollback.since)}, started by ${mention(rollback.by)}:`;
  return [richText(paragraph(by), quote(say`${plain(rollback.reason, 500)}`))];
}

function wholeActions(release: Release): readonly Block[] {
  if (release.ending !== null) return [];
  const whole = moveButtons(release, (legal) => !isAnswer(legal));
  const danger = whole.filter((one) => one.style === 'danger');
  const notes = tellsNotes(release) ? [editNotesButton(release, null)] : [];
  return actions([...whole.filter((one) => one.style !== 'danger'), whyButton(release), ...notes, ...danger]);
}

const inThread = {
  plan: 'Plan, way back and commits are in the thread.',
  checks: 'What each check printed is in the thread.',
} as const;

function footer(release: Release): Phrase {
  const { plan } = release;
  const made = plan.tagged === undefined ? plan : { branch: plan.tag, source: plan.tagged.commit };
  const from = say`${plain(made.branch, 60)} at ${made.source.slice(0, 7)}`;
  const revision = plan.revision === 1 ? '' : `, made ${plan.revision} times`;
  return say`${release.id} \u00b7 ${from} \u00b7 plan ${release.digest.slice(0, 8)}${revision} \u00b7 ${inThread[plan.intent === 'validation' ? 'checks' : 'plan']}`;
}
