import { describe, expect, it } from 'vitest';
import { applyOverride } from '#domain/commits/apply-override.ts';
import { overrideOfBody, overrideOfNote } from '#domain/commits/override-text.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { aRawCommit } from './a-commit.ts';

const block = 'BEGIN_COMMIT_OVERRIDE\nfeat: cart\n\nfix(api): door\nEND_COMMIT_OVERRIDE';

describe('overrideOfBody', () => {
  it.each([
    ['a block', `What it does.\n\n${block}\n\nThanks.`, 'feat: cart\n\nfix(api): door'],
    ['a block of GitHub, with its line endings', block.replaceAll('\n', '\r\n'), 'feat: cart\n\nfix(api): door'],
    ['a block in a comment', `<!--\n${block}\n-->`, 'feat: cart\n\nfix(api): door'],
    ['a fence within the block', 'BEGIN_COMMIT_OVERRIDE\n```text\nfix: a\n```\nEND_COMMIT_OVERRIDE', 'fix: a'],
    ['a block without end', 'BEGIN_COMMIT_OVERRIDE\nfix: a\n', 'fix: a'],
    ['an empty block', 'BEGIN_COMMIT_OVERRIDE\n\nEND_COMMIT_OVERRIDE', null],
    ['no block', 'feat: cart', null],
  ])('reads %s', (_what, body, override) => {
    expect(overrideOfBody(body)).toBe(override);
  });

  it('reads 64 KiB of a block that never ends', () => {
    expect(overrideOfBody(`BEGIN_COMMIT_OVERRIDE\nfix: ${'a'.repeat(10_000_000)}`)?.length).toBeLessThanOrEqual(65_536);
  });
});

it.each([
  ['a whole note', 'feat: cart\n', 'feat: cart'],
  ['a note with a block', `kept by Sam\n${block}`, 'feat: cart\n\nfix(api): door'],
  ['a blank note', ' \n', null],
])('takes %s for the correction', (_what, note, override) => {
  expect(overrideOfNote(note)).toBe(override);
});

describe('applyOverride', () => {
  const raw = aRawCommit('fix: teh cart (#12)\n\nCo-authored-by: Jonas <jonas@shop.example>');
  const read = (override: string) => applyOverride(raw, override).map(parseCommit);

  it('replaces the message and keeps sha, authors and pull request', () => {
    expect(read('feat: cart\n\nCloses #7')).toEqual([
      {
        ...parseCommit(aRawCommit('feat: cart\n\nCloses #7')),
        hadOverride: true,
        pullRequest: '#12',
        authors: [
          { name: 'Mira', email: 'mira@shop.example' },
          { name: 'Jonas', email: 'jonas@shop.example' },
        ],
      },
    ]);
  });

  it.each([
    ['several headers', 'feat: cart\n\nfix(api)!: door\nchore: tidy', ['feat: cart', 'fix: door', 'chore: tidy']],
    ['footers of each', 'feat: a\n\nRefs: #1\n\nfix: b\n\nrefs: #2\nReviewed-by: Sam', ['feat: a #1', 'fix: b #2']],
    ['words before a header', 'Polished the logo\n\nfix: door', ['null: Polished the logo', 'fix: door']],
    ['words alone', 'Polished the logo', ['null: Polished the logo']],
    ['a note that looks like a header', 'feat: a\n\nNote: mind the gap', ['feat: a']],
  ])('gives one change for each header of %s', (_what, override, changes) => {
    const told = read(override).map(({ type, subject, references }) =>
      [`${type}: ${subject}`, ...references].join(' '),
    );
    expect(told).toEqual(changes);
  });

  it('corrects a correction without forgetting the message', () => {
    const [first] = applyOverride(raw, 'feat: cart');
    expect(first === undefined ? null : applyOverride(first, 'fix: cart')[0]).toMatchObject({
      message: 'fix: cart',
      original: raw.message,
    });
  });

  it('gives at most 50 changes and loses no word of the rest', () => {
    const changes = applyOverride(raw, Array.from({ length: 60 }, (_, n) => `fix: ${n}`).join('\n'));
    expect(changes).toHaveLength(50);
    expect(changes.at(-1)?.message.split('\n')).toHaveLength(11);
  });

  it('brings a skipped commit back and leaves another out', () => {
    const [shown] = applyOverride(aRawCommit('chore: a [skip changelog]'), 'feat: a').map(parseCommit);
    const [left] = applyOverride(raw, 'chore: a [skip changelog]').map(parseCommit);
    expect([shown?.isSkipped, left?.isSkipped]).toEqual([false, true]);
  });
});
