import type { Drawing } from '#domain/drawing.ts';
import { areNotesReleased } from '#domain/notes/standing-notes.ts';
import type { Picture } from '#domain/picture.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import type { Block } from '../blocks/block.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { sentence } from '../text/sentence.ts';
import { eventLine } from './event-line.ts';
import { metricsTable } from './metrics-table.ts';
import type { EventLine } from './moment.ts';
import { notesDrawings } from './notes-drawings.ts';
import { measuredBy } from './stage-standing.ts';

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
    if (line !== null) drawings.push(drawingOf(event.seq, line, lastMeasured(release, event.body)));
    if (isNotesDone(before, release)) drawings.push(...notesDrawings(current));
  }
  return drawings;
}

/** The notes stand where they were released. */
function isNotesDone(before: Release, after: Release): boolean {
  return !areNotesReleased(before) && areNotesReleased(after);
}

/** What an analysis saw last, below the line that tells how it ended. */
function lastMeasured(release: Release, body: ReleaseEvent): readonly Block[] {
  const ends = ['step.succeeded', 'step.failed', 'step.unknown', 'step.promoted'];
  const step = 'step' in body && ends.includes(body.type) ? stepOf(release, body.step) : null;
  const table = step === null ? undefined : measuredBy(release, step)?.table;
  if (table === undefined || table.rows.length === 0) return [];
  return [metricsTable([{ service: step?.service ?? '', table }], 'Measured')];
}

function drawingOf(
  seq: number,
  { phrase, parts = [], broadcast = false }: EventLine,
  below: readonly Block[],
): Drawing {
  return {
    slot: `event/${seq}`,
    parent: 'card',
    broadcast,
    isEditable: false,
    text: sentence([clipPhrase(phrase, 1_500)]),
    blocks: [richText(paragraph(clipPhrase(phrase, 1_500)), ...parts), ...below],
  };
}
