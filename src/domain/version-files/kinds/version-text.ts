import { defineKind } from '../define-kind.ts';
import type { Span } from '../edits.ts';
import { baseName } from '../paths.ts';

/** A file named VERSION or version.txt: one line holds the version, blank lines and `#` comments may stand around it. */
export const versionText = defineKind({
  name: 'VERSION',
  changes: 'the one line that is neither blank nor a comment (VERSION, VERSION.txt, version.txt)',
  keeps: 'comments that begin with `#`, blank lines',
  matches: (path) => /^(?:VERSION|version\.txt|VERSION\.txt)$/.test(baseName(path)),
  find: (text) => {
    const span = findVersionLine(text);
    return span === null
      ? { kind: 'invalid', why: 'it does not hold exactly one line with a version' }
      : { kind: 'found', places: [{ span }] };
  },
});

function findVersionLine(text: string): Span | null {
  const words = [...text.matchAll(/^\ufeff?[ \t]*([^\s#][^\r\n]*)/gmu)];
  const [only] = words;
  if (only === undefined || words.length > 1) return null;
  const word = (only[1] ?? '').trimEnd();
  if (/\s/.test(word)) return null;
  const start = only.index + only[0].length - (only[1] ?? '').length;
  return { start, end: start + word.length };
}
