import { bumpSpans, type Span } from './replace-spans.ts';
import type { VersionFileKind } from './version-file.ts';

/** A file named VERSION or version.txt: one line holds the version, blank lines and `#` comments may stand around it. */
export const versionText: VersionFileKind = {
  name: 'VERSION',
  matches: (path) => /^(?:VERSION|version\.txt|VERSION\.txt)$/.test(path.split('/').at(-1) ?? ''),
  read: (text) => {
    const span = findVersionLine(text);
    return span === null
      ? { kind: 'invalid', why: 'it does not hold exactly one line with a version' }
      : { kind: 'version', version: text.slice(span.start, span.end) };
  },
  bump: (text, change) => {
    const span = findVersionLine(text);
    return span === null
      ? { kind: 'invalid', why: 'it does not hold exactly one line with a version' }
      : bumpSpans(text, [span], change);
  },
  companions: () => [],
};

function findVersionLine(text: string): Span | null {
  const words = [...text.matchAll(/^\ufeff?[ \t]*([^\s#][^\r\n]*)/gmu)];
  const [only] = words;
  if (only === undefined || words.length > 1) return null;
  const word = (only[1] ?? '').trimEnd();
  if (/\s/.test(word)) return null;
  const start = only.index + only[0].length - (only[1] ?? '').length;
  return { start, end: start + word.length };
}
