import type { View } from '#domain/drawing.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { NotesModalData } from '#domain/notes/edit-notes-outcome.ts';
import { notesParts } from '#domain/notes/notes-parts.ts';
import { areNotesReleased } from '#domain/notes/standing-notes.ts';
import type { Block } from '../blocks/block.ts';
import { selectInput, textInput } from '../blocks/inputs.ts';
import { option } from '../blocks/option.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { actionIds, callbackIds, inputIds } from '../ids.ts';
import { editNotesRefusal } from '../refusals/edit-notes-refusal.ts';
import { theSubject } from '../release/subject.ts';
import { dateToken } from '../text/date-token.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { modal } from './modal.ts';
import { notesMetadata } from './notes-metadata.ts';

const title = 'Edit notes';
/** An input takes 3,000 characters; a part leaves room to write more into it. */
const partSize = 2_000;
const inputSize = 3_000;

type Place = { readonly release: ReleaseId; readonly channel: string | null; readonly externalId: string };

/** The modal as it opens, before the notes have been read. */
export function notesModalLoading({ release, channel, externalId }: Place): View {
  return modal({
    title,
    externalId,
    metadata: notesMetadata({ release, channel, audience: null, base: null, joints: [] }),
    blocks: [richText(paragraph(say`Reading the notes.`))],
  });
}

/**
 * The notes of one audience to be edited as Markdown. Slack takes 3,000 characters an input, so longer notes are shown in parts that are
 * put together again.
 */
export function notesModal(data: NotesModalData, { channel, externalId }: Omit<Place, 'release'>): View {
  if (data.kind === 'refused')
    return modal({ title, externalId, blocks: [richText(paragraph(editNotesRefusal(data.refusal)))] });
  const { release, audience, base, text } = data;
  const { parts, joints } = notesParts(text, partSize);
  return modal({
    title,
    submit: 'Save',
    close: 'Not now',
    callbackId: callbackIds.notes,
    externalId,
    metadata: notesMetadata({ release: release.id, channel, audience, base, joints }),
    blocks: [
      richText(paragraph(opening(data))),
      ...audienceInput(data),
      ...parts.map((part, index) => partInput(part, index + 1, parts.length, audience)),
      more(parts.length + 1, audience),
    ],
  });
}

function opening({ release, edited }: Extract<NotesModalData, { kind: 'notes' }>): Phrase {
  const what = areNotesReleased(release)
    ? say`The notes of ${theSubject(release)} are published. Saving changes every copy: the messages in the thread and the page of the release.`
    : say`The notes of ${theSubject(release)} are published at the end of the release, in the words you save here.`;
  if (edited === null) return what;
  return say`${what} Last edited by ${mention(edited.by)}, ${dateToken(edited.at)}.`;
}

function audienceInput({ audience, audiences }: Extract<NotesModalData, { kind: 'notes' }>): readonly Block[] {
  if (audiences.length < 2) return [];
  return [
    selectInput({
      id: inputIds.audience,
      label: 'Notes for',
      options: audiences.map((one) => option(one)),
      initial: audience,
      hint: 'Choosing others shows theirs; save before you go on.',
      dispatches: actionIds.notesAudience,
    }),
  ];
}

function partInput(part: string, number: number, count: number, audience: string): Block {
  return textInput({
    id: `${inputIds.notesPart}_${number}`,
    label: count === 1 ? 'Notes, in Markdown' : `Notes, in Markdown, part ${number} of ${count}`,
    initial: part,
    isLong: true,
    isOptional: true,
    most: inputSize,
    of: audience,
  });
}

function more(number: number, audience: string): Block {
  return textInput({
    id: `${inputIds.notesPart}_${number}`,
    label: 'More',
    hint: 'What you write here is put behind the rest as a paragraph of its own.',
    isLong: true,
    isOptional: true,
    most: inputSize,
    of: audience,
  });
}
