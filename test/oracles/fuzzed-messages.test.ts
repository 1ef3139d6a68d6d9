import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { aRawCommit } from '../domain/commits/a-commit.ts';
import { disagreements } from './differences/difference.ts';
import { parserDifferences } from './differences/parser-differences.ts';
import { entryOf } from './entry.ts';
import { parserEntry } from './parser-entry.ts';

const title = fc.constantFrom(
  ...[
    'feat: a',
    'fix(api): b',
    'feat!: c',
    'chore(x)!: d (#7)',
    'Just words',
    'Merge branch x',
    'docs: e #8',
    'Revert "feat: a"',
  ],
);
const piece = fc.constantFrom(
  ...[
    'word',
    'words and words',
    'fix: inner',
    '* feat: listed',
    '- item',
    '    code #22',
    '> quote',
    '## heading',
    '@mira said',
  ],
  ...[
    'closes #12',
    'see #13',
    '(#14)',
    'Refs: #15',
    'Closes: shop/web#16',
    'Closes #17, #18',
    '#19',
    'text, #20; (#21)',
  ],
  ...['shop/web#23 and #24', 'fixes shop/api#26', 'GH-25', 'https://shop.example/x', 'Note: mind', 'Release-As: 2.0.0'],
  ...['BREAKING CHANGE: it breaks', 'BREAKING-CHANGE: more', 'Reviewed-by: Sam', 'Co-authored-by: A <a@b.example>'],
);
const separator = fc.constantFrom('\n', '\n\n', ' ');

it('reads messages of common pieces in any order as conventional-commits-parser does, listed differences apart', () => {
  const body = fc.array(fc.tuple(separator, piece), { maxLength: 8 }).map((list) => list.flat().join(''));
  fc.assert(
    fc.property(title, body, (first, rest) => {
      const raw = aRawCommit(`${first}${rest}`);
      const theirs = parserEntry(raw.message)?.entry;
      const fields = theirs === undefined ? null : disagreements(entryOf(parseCommit(raw)), theirs);
      const listed = parserDifferences.filter(({ covers }) => covers({ raw, log: [raw] }));
      expect(fields?.filter((field) => !listed.some((known) => known.fields.includes(field)))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
