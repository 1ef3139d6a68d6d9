import type { Drawing } from '#domain/drawing.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { header } from '../blocks/header.ts';
import { richText } from '../blocks/rich-text.ts';
import { lengthOf } from '../text/clip-phrase.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { type MarkdownLine, markdownLines } from './markdown-lines.ts';
import { markdownParts } from './markdown-parts.ts';
import { subjectOf } from './subject.ts';

const charactersPerPart = 6_000;
const linesPerPart = 80;

/** The release notes in the thread, once the step that releases them is done: in as many parts as Slack's limits ask for, nothing left out. */
export function notesDrawings(release: Release): readonly Drawing[] {
  if (!areNotesReleased(release)) return [];
  const parts = partsOf(markdownLines(release.plan.notes));
  return parts.map((lines, index) => {
    const title = titleOfPart(release, index + 1, parts.length);
    return {
      slot: `notes/${index + 1}`,
      parent: 'card',
      broadcast: false,
      isEditable: false,
      text: sentence([say`${title}.`]),
      blocks: [header(title), richText(...markdownParts(lines))],
    };
  });
}

/** Whether the step that releases the notes is done. */
export function areNotesReleased(release: Release): boolean {
  const step = release.plan.steps.find((one) => one.kind === 'post-notes');
  return step !== undefined && stateOf(release, step.id).status === 'succeeded';
}

function titleOfPart(release: Release, number: number, count: number): string {
  const title = `Release notes for ${subjectOf(release)}`;
  if (count === 1) return title;
  return number === 1 ? `${title}, part 1 of ${count}` : `${title}, continued, part ${number} of ${count}`;
}

function partsOf(lines: readonly MarkdownLine[]): readonly (readonly MarkdownLine[])[] {
  const parts: MarkdownLine[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const size = lengthOf(line.phrase);
    const last = parts.at(-1);
    if (last === undefined || used + size > charactersPerPart || last.length >= linesPerPart) {
      parts.push([line]);
      used = size;
    } else {
      last.push(line);
      used += size;
    }
  }
  return parts;
}
