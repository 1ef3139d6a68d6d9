import { Audience } from './audience.ts';
import { cleanProse } from './clean-prose.ts';
import { type NoteTopic, noteBlocks } from './note-blocks.ts';
import { imagesIn, type NoteImage } from './note-image.ts';

/** What the author of a pull request wrote for readers of the release, as Markdown. */
export type PullRequestNote = {
  readonly note: string | null;
  /** Words for one audience only; they win over `note`. */
  readonly noteFor: ReadonlyMap<Audience, string>;
  /** The author said there is nothing to tell, with `NONE`. */
  readonly isNone: boolean;
  readonly migration: string | null;
  readonly upgrade: string | null;
  readonly knownIssues: string | null;
  readonly images: readonly NoteImage[];
};

const longestBody = 200_000;
const longestNote = 8_000;

/**
 * Reads the body of a pull request. A note is a fence (```` ```release-note ````), a section under a heading (`## Release note`) or a
 * paragraph behind a label (`Release note: ...`); `Release note (customers)` and ```` ```release-note customers ```` are for one
 * audience. Migration, Upgrade and Known issues are read from headings and labels alike. What a template left in comments is not seen.
 */
export function readPullRequestNote(body: string): PullRequestNote {
  const text = withoutComments(cleanProse(body, longestBody));
  const blocks = noteBlocks(text.split('\n'));
  const written = (subject: NoteTopic['subject'], audience: Audience | null): string | null => {
    const parts = blocks
      .filter((block) => block.subject === subject && block.audience === audience)
      .map((block) => block.lines.join('\n').trim().slice(0, longestNote))
      .filter((part) => part !== '');
    return parts.length === 0 ? null : parts.join('\n\n');
  };
  const note = written('note', null);
  const isNone = note !== null && /^[`"'(]?(none|n\/a|not applicable|nothing|no|-+)[`"').]{0,2}$/i.test(note);
  const noteFor = Audience.options.flatMap((audience) => {
    const words = written('note', audience);
    return words === null ? [] : [[audience, words] as const];
  });
  return {
    note: isNone ? null : note,
    noteFor: new Map(noteFor),
    isNone,
    migration: written('migration', null),
    upgrade: written('upgrade', null),
    knownIssues: written('knownIssues', null),
    images: imagesIn(text),
  };
}

function withoutComments(text: string): string {
  let rest = text;
  let kept = '';
  for (;;) {
    const start = rest.indexOf('<!--');
    if (start < 0) return kept + rest;
    kept += rest.slice(0, start);
    const end = rest.indexOf('-->', start + 4);
    if (end < 0) return kept;
    rest = rest.slice(end + 3);
  }
}
