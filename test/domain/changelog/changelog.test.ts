import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { renderChangelogSection, renderChanges } from '#domain/changelog/render-changelog-section.ts';
import { aCommit } from '../commits/a-commit.ts';

const commits = [
  aCommit('feat(cart)!: count in pieces\n\nBREAKING CHANGE: `amount` is gone', 1),
  aCommit('feat: show stock (#12)', 2),
  aCommit('fix(api): close the door\n\nCloses #13', 3),
  aCommit('perf: faster search', 4),
  aCommit('fix(security): check the token', 5),
  aCommit('chore: tidy', 6),
  aCommit('docs: tell more', 7),
  aCommit("Merge branch 'cart'", 8, 2),
  aCommit('Polished the logo', 9),
  aCommit('deprecate: the old cart', 10),
  aCommit('remove!: the oldest cart', 11),
];

describe('renderChangelogSection', () => {
  it('lists what matters by Keep a Changelog, breaking first, and counts the rest', () => {
    const changes = changelogEntries(commits);
    expect(renderChangelogSection({ version: '2.0.0', date: '2026-11-21', changes })).toMatchInlineSnapshot(`
      "## [2.0.0] - 2026-11-21

      2 internal changes and 1 merge are not listed.

      ### Changed

      - **Breaking:** cart: count in pieces
        \`amount\` is gone
      - faster search
      - Polished the logo

      ### Removed

      - **Breaking:** the oldest cart

      ### Added

      - show stock (#12)

      ### Deprecated

      - the old cart

      ### Fixed

      - api: close the door (#13)

      ### Security

      - security: check the token
      "
    `);
  });

  it('says so when nothing is listed', () => {
    expect(renderChanges(changelogEntries([aCommit('chore: tidy')]))).toBe('1 internal change is not listed.\n');
    expect(renderChanges(changelogEntries([]))).toBe('No changes were recorded.\n');
  });

  it.each([
    ['fix: <!-- swallow the rest', '- \\<!-- swallow the rest'],
    ['fix: <img src=x>', '- \\<img src=x>'],
    ['fix: [1.0.0] and [x](http://y)', '- \\[1.0.0\\] and \\[x\\](http://y)'],
    ['fix: keep `Array<string>` as code', '- keep `Array<string>` as code'],
    ['# heading', '- \\# heading'],
    ['- bullet', '- \\- bullet'],
    ['```js', '- \\`\\`\\`js'],
    ['fix: `<b> and ``<i>', '- \\`\\<b> and \\`\\`\\<i>'],
    ['fix: ``a ` <b>`` <i>', '- ``a ` <b>`` \\<i>'],
    ['fix: a\\<b', '- a\\\\\\<b'],
    ['fix: &lt;b&gt;', '- &amp;lt;b&amp;gt;'],
  ])('shows the markup of %j instead of obeying it', (message, line) => {
    expect(renderChanges(changelogEntries([aCommit(message)]))).toContain(`${line}\n`);
  });

  it('tells every commit once, listed or counted', () => {
    const titles = fc.constantFrom('feat: a', 'fix!: b', 'chore: c', 'words', 'odd: d', 'revert: e', 'style!: f');
    fc.assert(
      fc.property(fc.array(fc.tuple(titles, fc.integer({ min: 1, max: 2 })), { maxLength: 20 }), (list) => {
        const all = list.map(([title, parents], n) => aCommit(title, n, parents));
        const { sections, internal, merges } = changelogEntries(all);
        const listed = sections.flatMap(({ entries }) => entries);
        expect(new Set(listed.map(({ sha }) => sha)).size).toBe(listed.length);
        expect(listed.length + internal + merges).toBe(all.length);
      }),
    );
  });
});
