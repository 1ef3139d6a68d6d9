import { defineKind, type Found, type Place } from '../define-kind.ts';
import type { Span } from '../edits.ts';
import { isVersionWord } from '../scan/version-words.ts';
import type { VersionFileKind } from '../version-file.ts';

const place = {
  name: 'pattern',
  changes:
    'in any text file every version that stands where a `pattern` such as `image: shop:{version}` has its `{version}`; `*` in it is anything on the line',
  keeps:
    'everything else. A pattern is no regular expression, which could keep a worker busy for hours: it takes time in proportion to the file',
};

/** Any text file, with the version in the place of `{version}` in a pattern. Every place that fits is taken, and all must say the same. */
export function patternKind(pattern: string): VersionFileKind {
  return defineKind({ ...place, matches: () => false, find: (text) => findPattern(text, pattern) });
}

function findPattern(text: string, pattern: string): Found {
  const [before, after, third] = pattern.split('{version}').map((half) => half.split('*'));
  if (before === undefined || after === undefined || third !== undefined) {
    return { kind: 'invalid', why: `the pattern "${pattern}" does not hold {version} once` };
  }
  const places: Place[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const spans = placesOnLine(match[0], before, after);
    places.push(...spans.map(({ start, end }) => ({ span: { start: match.index + start, end: match.index + end } })));
  }
  return places.length === 0 ? { kind: 'invalid', why: `nothing in it fits "${pattern}"` } : { kind: 'found', places };
}

/**
 * The pieces before the last one need only stand on the line, in order; the last one stands right before the version. Where the pieces after
 * a version are missing behind one place they are missing behind every later one, so no place is looked at twice. The next place begins
 * behind the last.
 */
function placesOnLine(line: string, before: readonly string[], after: readonly string[]): readonly Span[] {
  const last = before.at(-1) ?? '';
  const next = (from: number): number => {
    const free = behindAll(line, before.slice(0, -1), from);
    return free === null ? -1 : line.indexOf(last, free);
  };
  const found: Span[] = [];
  // An empty piece is found behind the end of a line again and again.
  for (let at = next(0); at !== -1 && at < line.length; ) {
    const start = at + last.length;
    const end = canBegin(line, start, last) ? endOf(line, start, after[0] ?? '') : null;
    if (end === null) {
      at = line.indexOf(last, at + 1);
      continue;
    }
    const behind = behindAll(line, after.slice(1), end + (after[0] ?? '').length);
    if (behind === null) break;
    found.push({ start, end });
    at = next(behind);
  }
  return found;
}

/** A version begins with a digit and, without words of the pattern before it, not in the middle of a word. */
function canBegin(line: string, start: number, last: string): boolean {
  return /\d/.test(line[start] ?? '') && (last !== '' || !/[\w.]/.test(line[start - 1] ?? ''));
}

function behindAll(line: string, pieces: readonly string[], from: number): number | null {
  let at = from;
  for (const piece of pieces) {
    const found = line.indexOf(piece, at);
    if (found === -1) return null;
    at = found + piece.length;
  }
  return at;
}

/** The end of the longest version that begins at `start` and has `next` right behind it. */
function endOf(line: string, start: number, next: string): number | null {
  const run = /^[0-9A-Za-z.+-]{1,256}/.exec(line.slice(start, start + 256))?.[0] ?? '';
  for (let length = run.length; length > 0; length -= 1) {
    if (line.startsWith(next, start + length) && isVersionWord(run.slice(0, length))) return start + length;
  }
  return null;
}
