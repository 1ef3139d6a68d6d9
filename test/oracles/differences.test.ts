import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { changelogDifferences } from './differences/changelog-differences.ts';
import { cliffDifferences } from './differences/cliff-differences.ts';
import type { Difference } from './differences/difference.ts';
import { parserDifferences } from './differences/parser-differences.ts';

const page = readFileSync('docs/commit-conventions.md', 'utf8');

/** The rows of the table below a heading of the page. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [section = ''] = (page.split(`\n### ${heading}\n`)[1] ?? '').split('\n### ');
  return [...section.matchAll(/^\| `([\w-]+)` \| (.*?) \| (.*?) \|$/gm)].map(([, ...cells]) => cells);
}

it.each<[string, readonly Difference[]]>([
  ['conventional-commits-parser', parserDifferences],
  ['conventional-changelog', changelogDifferences],
  ['git-cliff', cliffDifferences],
])('explains every difference to %s in the words of the table, and no other', (heading, differences) => {
  expect(differences.length).toBeGreaterThan(5);
  expect(rowsBelow(heading)).toEqual(differences.map(({ id, theirs, ours }) => [id, theirs, ours]));
});

it.each([parserDifferences, changelogDifferences, cliffDifferences])('names each difference once', (...differences) => {
  const ids = differences.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
