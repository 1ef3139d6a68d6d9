import { defineKind, type Found, type Place } from '../define-kind.ts';
import { firstVersionIn } from '../scan/version-words.ts';
import type { VersionFileKind } from '../version-file.ts';

/** The words that mark a line by themselves: Fairlead's and release-please's. */
export const markers = ['x-fairlead-version', 'x-release-please-version'] as const;

/** release-please's marks around several lines. */
const blockStart = 'x-release-please-start-version';
const blockEnd = 'x-release-please-end';

const place = {
  name: 'marker',
  changes:
    'in any text file the first version of each line with `x-fairlead-version` (or `x-release-please-version`, or the `marker` given) in it, and of each line between `x-release-please-start-version` and `x-release-please-end`',
  keeps: 'every other line, and what else stands on a marked one',
};

/** Any text file in which a comment marks the lines that hold the version. All of them must say the same. */
export function markerKind(marker: string | null): VersionFileKind {
  return defineKind({
    ...place,
    matches: () => false,
    find: (text) => findMarked(text, marker === null ? markers : [marker]),
  });
}

/** Whether a text marks a line by itself, so that its path alone is enough to name it. */
export function hasMarker(text: string): boolean {
  return [...markers, blockStart].some((marker) => text.includes(marker));
}

function findMarked(text: string, wanted: readonly string[]): Found {
  const places: Place[] = [];
  let [isBlock, line] = [false, 0];
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|[\r\n])?/g)) {
    line += 1;
    const [words] = match;
    if (words.includes(blockEnd)) isBlock = false;
    const isMarked = wanted.some((marker) => words.includes(marker));
    const end = match.index + words.length;
    const span = isMarked || isBlock ? firstVersionIn(text, { start: match.index, end }) : null;
    if (span !== null) places.push({ span });
    else if (isMarked) return { kind: 'invalid', why: `line ${line} is marked and holds no version` };
    if (words.includes(blockStart)) isBlock = true;
  }
  return places.length === 0
    ? { kind: 'invalid', why: `no line of it is marked with ${wanted.join(' or ')}` }
    : { kind: 'found', places };
}
