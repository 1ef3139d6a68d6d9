import type { Drawing } from '#domain/drawing.ts';
import { areNotesReleased, type StandingNotes, standingNotes } from '#domain/notes/standing-notes.ts';
import type { Release } from '#domain/release/release.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { context } from '../blocks/context.ts';
import { header } from '../blocks/header.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { readMarkdown } from '../notes/read-markdown.ts';
import { slackPages } from '../notes/slack-pages.ts';
import { dateToken } from '../text/date-token.ts';
import { mention } from '../text/mention.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { editNotesButton } from './edit-notes-button.ts';
import { subjectOf } from './subject.ts';

/**
 * The release notes in the thread, once the step that releases them is done: those of each audience, in as many parts as Slack's limits ask
 * for, nothing left out. They follow later edits; a part that an edit made superfluous says so.
 */
export function notesDrawings(release: Release): readonly Drawing[] {
  if (!areNotesReleased(release)) return [];
  return standingNotes(release).flatMap((notes) => drawingsOf(release, notes));
}

function drawingsOf(release: Release, notes: StandingNotes): readonly Drawing[] {
  const slot = slotsOf(release, notes);
  const pages = slackPages(readMarkdown(notes.text));
  const drawn = pages.map((blocks, index): Drawing => {
    const title = titleOf(release, notes, index + 1, pages.length);
    const foot = index === pages.length - 1 ? footOf(release, notes) : [];
    return {
      slot: slot(index + 1),
      parent: 'card',
      broadcast: false,
      isEditable: true,
      text: sentence([say`${title}.`]),
      blocks: [header(title), ...blocks, ...foot],
    };
  });
  return [...drawn, ...superfluous(release, slot, pages.length)];
}

/** Where each part stands. Plans without audiences keep the slots they were posted in. */
function slotsOf(release: Release, { audience }: StandingNotes): (part: number) => string {
  return release.plan.notesFor === undefined ? (part) => `notes/${part}` : (part) => `notes/${audience}/${part}`;
}

function titleOf(release: Release, { audience }: StandingNotes, number: number, count: number): string {
  const forWhom = release.plan.notesFor === undefined ? '' : `, for ${audience}`;
  const title = `Release notes for ${subjectOf(release)}${forWhom}`;
  if (count === 1) return title;
  return number === 1 ? `${title}, part 1 of ${count}` : `${title}, continued, part ${number} of ${count}`;
}

function footOf(release: Release, { audience, edited }: StandingNotes): readonly Block[] {
  const buttons = actions([editNotesButton(release, audience)]);
  if (edited === null) return buttons;
  const how = edited.from === 'person' ? 'Edited by' : 'Read again from the repository for';
  const isOlder = edited.revision < release.plan.revision;
  const older = isOlder ? say` The plan changed since: check that nothing is missing.` : [];
  return [context(say`${how} ${mention(edited.by)}, ${dateToken(edited.at)}.${older}`), ...buttons];
}

/** Parts that were posted while the notes were longer. */
function superfluous(release: Release, slot: (part: number) => string, count: number): readonly Drawing[] {
  const left: Drawing[] = [];
  for (let part = count + 1; release.slots.has(slot(part)); part += 1) {
    const phrase = say`The release notes were edited and have ${plural(count, 'part')} now. This one is empty.`;
    left.push({
      slot: slot(part),
      parent: 'card',
      broadcast: false,
      isEditable: true,
      text: sentence([phrase]),
      blocks: [richText(paragraph(phrase))],
    });
  }
  return left;
}
