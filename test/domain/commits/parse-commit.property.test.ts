import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#domain/commits/clean-text.ts';
import { Commit } from '#domain/commits/commit.ts';
import { aCommit } from './a-commit.ts';
import { printMessage } from './print-message.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const token = fc.constantFrom('Reviewed-by', 'Refs', 'Closes', 'Acked-by', 'Release-note', 'Changelog', 'Cc');
const conventional = fc.record({
  type: word,
  scope: fc.option(fc.stringMatching(/^[A-Za-z@](?: ?[\w@/.-]){0,10}$/)),
  mark: fc.boolean(),
  subject: words,
  body: fc.array(words, { maxLength: 3 }),
  breaking: fc.option(fc.array(words, { minLength: 1, maxLength: 3 })),
  footers: fc.array(fc.tuple(token, words), { maxLength: 5 }),
});
/** Messages of everything people and machines put into one, right and wrong. */
const pieces = fc.constantFrom(
  ...[
    'feat',
    'fix(a)',
    '!',
    ':',
    ': ',
    '\n',
    '\n\n',
    '\r\n',
    'BREAKING CHANGE: ',
    'BREAKING-CHANGE:',
    'Refs: ',
    '#12',
    'shop/web#7',
  ],
  ...[
    'Revert "',
    '"',
    'This reverts commit 0123456789',
    'Co-authored-by: A <a@b>',
    '[skip changelog]',
    'Release-As: 2.0.0',
    ' (#7)',
  ],
  ...[
    '\u202e',
    '\0',
    '\u001b[1m',
    '\u200b',
    '\ud800',
    '\u2028',
    '<!channel>',
    '*b*',
    '<script>',
    '=1+1',
    '--output=x',
    '()',
    '(',
    ')',
    ' ',
  ],
  ...[
    'Merge pull request #1 from a/b',
    'Merged PR 1: ',
    'See merge request !3',
    '-notes-',
    '__proto__',
    'words and words',
    '\t',
    '    ',
  ],
);
const message = fc.oneof(
  fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

describe('parseCommit', () => {
  it('reads what is written by Conventional Commits 1.0.0', () => {
    fc.assert(
      fc.property(conventional, ({ type, scope, mark, subject, body, breaking, footers }) => {
        const header = `${type}${scope === null ? '' : `(${scope})`}${mark ? '!' : ''}: ${subject}`;
        const foot = [
          ...(breaking === null ? [] : [`BREAKING CHANGE: ${breaking.join('\n')}`]),
          ...footers.map(([name, value]) => `${name}: ${value}`),
        ];
        const commit = aCommit([header, ...body, ...(foot.length === 0 ? [] : [foot.join('\n')])].join('\n\n'));
        expect(commit).toMatchObject({ type, scope, subject, isMerge: false });
        expect(commit.breaking?.text ?? null).toBe(breaking?.join(' ') ?? (mark ? subject : null));
        const told = commit.trailers.filter((trailer) => trailer.token !== 'BREAKING CHANGE');
        expect(told.map((trailer) => [trailer.token, trailer.value])).toEqual(footers);
      }),
    );
  });

  it('gives a commit of harmless lines for whatever it is given', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 1, max: 3 }), (text, parents) => {
        const commit = Commit.parse(aCommit(text, 1, parents));
        const lines = [
          commit.type,
          commit.scope,
          commit.subject,
          commit.breaking?.text,
          commit.releaseAs,
          commit.pullRequest,
        ];
        const trailers = commit.trailers.flatMap(({ token: name, value }) => [name, value]);
        const all = [...lines, ...trailers, ...commit.references, ...(commit.note?.split('\n') ?? [])];
        for (const line of all) expect(line ?? '').not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}|(?![\u200c\u200d])\p{Cf}/u);
        expect(commit.subject).not.toBe('');
        expect(commit.references.every((reference) => /^(?:[\w./-]*#\d+|[A-Z]\w*-\d+)$/.test(reference))).toBe(true);
        expect(commit.revertOf.every((name) => /^(?:[0-9a-f]{7,64}|[#!]\d+)$/.test(name))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a commit again as it was, once it is printed', () => {
    fc.assert(
      fc.property(message, (text) => {
        const once = aCommit(printMessage(aCommit(text)));
        const twice = aCommit(printMessage(once));
        const told = ({ type, scope, subject, breaking, note, isSkipped, releaseAs }: Commit) => ({
          ...{ type, scope, subject, breaking, note, isSkipped, releaseAs },
        });
        expect(told(twice)).toEqual(told(once));
      }),
      { numRuns: 500 },
    );
  });

  it('does not mind the line endings', () => {
    fc.assert(
      fc.property(conventional, ({ type, subject, body, footers }) => {
        const text = [
          `${type}: ${subject}`,
          '',
          ...body,
          '',
          ...footers.map(([name, value]) => `${name}: ${value}`),
        ].join('\n');
        expect(aCommit(text.replaceAll('\n', '\r\n'))).toEqual(aCommit(text));
      }),
    );
  });
});

describe('cleanText', () => {
  it('changes nothing the second time, and cuts to the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 2, max: 80 }), (text, limit) => {
        const once = cleanText(text, limit);
        expect(cleanText(once, limit)).toBe(once);
        expect(Array.from(once).length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves plain words alone', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(cleanText(text, 200)).toBe(text);
      }),
    );
  });
});
