import type { Edit } from '../edits.ts';
import { followRange, type Move } from './follow-range.ts';

/**
 * The ranges in a pnpm-lock.yaml (lockfileVersion 6 to 9): each `specifier` below `importers` whose `version` is a link into the workspace.
 * The file is written by pnpm alone, so its lines are read as pnpm writes them. It holds no package's own version.
 */
export function followPnpmLock(text: string, moves: readonly Move[]): readonly Edit[] {
  const edits: Edit[] = [];
  let isImporters = false;
  let name = '';
  let specifier: { readonly start: number; readonly range: string } | null = null;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const [line] = match;
    if (/^\S/.test(line)) isImporters = line.startsWith('importers:');
    const key = /^ {6}(?:'([^']+)'|(\S+)):$/.exec(line);
    if (key !== null) name = key[1] ?? key[2] ?? '';
    const written = /^ {8}specifier: '?([^'\s]+)'?$/.exec(line);
    if (written !== null)
      specifier = { start: match.index + line.indexOf(written[1] ?? '', 18), range: written[1] ?? '' };
    const move = moves.find((each) => each.name === name);
    if (!isImporters || move === undefined || specifier === null || !/^ {8}version: '?link:/.test(line)) continue;
    const answer = followRange(specifier.range, move);
    const span = { start: specifier.start, end: specifier.start + specifier.range.length };
    if (answer.kind === 'moves') edits.push({ span, text: answer.range });
    specifier = null;
  }
  return edits;
}
