import { nearestWord } from '../nearest-word.ts';
import type { Weighed } from './commit-rule.ts';

/** So many commits of one type: `feat`, `fix`, any other of Conventional Commits, or `breaking`. */
export type CommitCount = { readonly type: string; readonly count: number };

export type ParsedCounts =
  | { readonly kind: 'counts'; readonly counts: readonly CommitCount[] }
  /** The part that was not understood, and the nearest right one; null where there is none to guess. */
  | { readonly kind: 'refused'; readonly part: string; readonly nearest: string | null };

/** Types that may be counted, as Conventional Commits 1.0.0 and its usual configuration name them. */
const countedTypes = [
  'breaking',
  'feat',
  'fix',
  'perf',
  'refactor',
  'docs',
  'style',
  'test',
  'build',
  'ci',
  'chore',
  'revert',
] as const;

const spoken: Readonly<Record<string, string>> = {
  'breaking change': 'breaking',
  'breaking changes': 'breaking',
  'breaking-change': 'breaking',
  'breaking-changes': 'breaking',
  feature: 'feat',
  features: 'feat',
  feats: 'feat',
  fixes: 'fix',
  bugfix: 'fix',
  bugfixes: 'fix',
  bug: 'fix',
  bugs: 'fix',
  tests: 'test',
  chores: 'chore',
  doc: 'docs',
  reverts: 'revert',
};

const part = /^(\d{1,7})\s*[x\u00d7]?\s*(\S.{0,40})$/;

/**
 * Reads the shorthand for commits, `12 feat, 3 BREAKING CHANGE`: numbers and types with commas, semicolons, `and` or a plus sign between
 * them; `feat!` counts as breaking. A type given twice is added up. Refuses the first part that is not a number and a type.
 */
export function parseCommitCounts(text: string): ParsedCounts {
  const parts = text
    .split(/\s*(?:[,;+]|\band\b)\s*/i)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const counts = new Map<string, number>();
  for (const one of parts) {
    const match = part.exec(one);
    const type = match === null ? null : typeNamed(match[2] ?? '');
    if (match === null || type === null) return { kind: 'refused', part: one, nearest: nearestTo(one) };
    const count = Number(match[1]);
    if (count > 0) counts.set(type, (counts.get(type) ?? 0) + count);
  }
  if (counts.size === 0) return { kind: 'refused', part: text.trim(), nearest: null };
  return { kind: 'counts', counts: [...counts].map(([type, count]) => ({ type, count })) };
}

/** A commit of the type counted, which is all that a bump needs. */
export function weighedAs({ type }: CommitCount): Weighed {
  return type === 'breaking' ? { type: null, breaking: { text: '' } } : { type, breaking: null };
}

function typeNamed(typed: string): string | null {
  const word = typed.toLowerCase().trim();
  if (word.endsWith('!')) return typeNamed(word.slice(0, -1)) === null ? null : 'breaking';
  return spoken[word] ?? countedTypes.find((type) => type === word) ?? null;
}

function nearestTo(wrong: string): string | null {
  const match = /^(\d{1,7})?\s*(.*)$/.exec(wrong);
  const typed = (match?.[2] ?? '').toLowerCase();
  const type = typeNamed(typed) ?? nearestWord(typed, [...countedTypes, ...Object.keys(spoken)]);
  if (type === null) return null;
  return `${match?.[1] ?? '1'} ${type}`;
}
