import type { Drawing } from '#domain/drawing.ts';
import { areNotesReleased } from '#domain/notes/standing-notes.ts';
import type { Picture } from '#domain/picture.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { sentence } from '../text/sentence.ts';
import { eventLine } from './event-line.ts';
import type { EventLine } from './moment.ts';
import { notesDrawings } from './notes-drawings.ts';

/**
 * One short line in the thread for every event worth telling, in the order of the log, each drawn from the release as it then was; and the
 * notes where they were released, in the words that stand now.
 */
export function eventDrawings({ release: current, events, eligible }: Picture): readonly Drawing[] {
  const drawings: Drawing[] = [];
  let release: Release | null = null;
  for (const [index, event] of events.entries()) {
    const before: Release | null = release;
    release = foldRelease(before, event.body, event.at);
    if (before === null || release === null) continue;
    const line = eventLine({ event, before, after: release, log: events.slice(0, index + 1), eligible });
    if (line !== null) drawings.push(drawingOf(event.seq, line));
    if (isNotesDone(before, release)) drawings.push(...notesDrawings(current));
  }
  return drawings;
}

/** The notes stand where they were released. */
function isNotesDone(before: Release, after: Release): boolean {
  return !areNotesReleased(before) && areNotesReleased(after);
}

function drawingOf(seq: number, { phrase, parts = [], broadcast = false }: EventLine): Drawing {
  return {
    slot: `event/${seq}`,
    parent: 'card',
    broadcast,
    isEditable: false,
    text: sentence([clipPhrase(phrase, 1_500)]),
    blocks: [richText(paragraph(clipPhrase(phrase, 1_500)), ...parts)],
  };
}
