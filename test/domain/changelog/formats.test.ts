import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { changelogHeadings } from '#domain/changelog/changelog-headings.ts';
import { githubBody } from '#domain/changelog/formats/github.ts';
import { changelogJson } from '#domain/changelog/formats/json.ts';
import { keepAChangelog } from '#domain/changelog/formats/keep-a-changelog.ts';
import { plainText } from '#domain/changelog/formats/plain.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { aCommit } from '../commits/a-commit.ts';
import { aDocument, hostileTitles, someCommits } from './a-document.ts';

const hostile = hostileTitles.map((title, n) => aCommit(title, n + 10));

describe('keepAChangelog', () => {
  it('links pull requests, issues, commits and the comparison', () => {
    expect(keepAChangelog(aDocument(someCommits))).toMatchInlineSnapshot(`
      "## [1.5.0] - 2026-11-21

      1 internal change is not listed.

      ### Changed

      - **Breaking:** cart: count in pieces ([#9](https://github.com/octo/shop/issues/9), [#12](https://github.com/octo/shop/pull/12))
        \`amount\` is gone, see [#9](https://github.com/octo/shop/issues/9)
      - Polished the logo ([0000000](https://github.com/octo/shop/commit/00000005aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa))

      ### Fixed

      - close the door ([#13](https://github.com/octo/shop/issues/13), [0000000](https://github.com/octo/shop/commit/00000004aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa))

      [1.5.0]: https://github.com/octo/shop/compare/v1.4.0...v1.5.0
      "
    `);
  });

  it('links the tag of a first release', () => {
    expect(keepAChangelog(aDocument(someCommits, { from: null }))).toContain(
      '\n\n[1.5.0]: https://github.com/octo/shop/releases/tag/v1.5.0\n',
    );
  });

  it('has no links and no reference where the remote has no pages', () => {
    const text = keepAChangelog(aDocument(someCommits, { links: linksOf('/srv/git/shop.git') }));
    expect(text).not.toMatch(/https?:/);
    expect(text).toContain('- close the door (#13)\n');
  });

  it('says which services an entry touches, once', () => {
    const commits = [aCommit('fix(api): a', 1), aCommit('fix: b', 2), aCommit('fix(cart): c', 3)];
    const services = new Map([
      [commits[0], ['api']],
      [commits[1], ['api', 'worker']],
      [commits[2], ['api']],
    ]);
    const changes = changelogEntries(commits, { servicesOf: (commit) => services.get(commit) ?? [] });
    const text = keepAChangelog(aDocument(commits, { changes, showServices: true, links: linksOf(null) }));
    expect(text).toContain('- **api:** a\n- **api, worker:** b\n- **api:** cart: c\n');
  });

  it('stands under Unreleased while there is no version', () => {
    expect(keepAChangelog(aDocument(someCommits, { version: null }))).toMatch(/^## \[Unreleased\]\n\n/);
  });

  it('shows the markup of commits instead of obeying it', () => {
    const text = keepAChangelog(aDocument(hostile));
    expect(changelogHeadings(text)).toHaveLength(1);
    expect(text.match(/^\[[^\]]+\]:/gm)).toEqual(['[1.5.0]:']);
    expect(text).not.toMatch(/(?<!\\)\]\(http:\/\/evil/);
    expect(text).not.toMatch(/(?<!\\)<(?!=)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is tested.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('githubBody', () => {
  it('says who wrote what, and ends with the comparison', () => {
    expect(githubBody(aDocument(someCommits))).toMatchInlineSnapshot(`
      "1 internal change is not listed.

      ### Changed

      - **Breaking:** cart: count in pieces ([#9](https://github.com/octo/shop/issues/9), [#12](https://github.com/octo/shop/pull/12)) by Mira
        \`amount\` is gone, see [#9](https://github.com/octo/shop/issues/9)
      - Polished the logo ([0000000](https://github.com/octo/shop/commit/00000005aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)) by Mira

      ### Fixed

      - close the door ([#13](https://github.com/octo/shop/issues/13), [0000000](https://github.com/octo/shop/commit/00000004aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)) by Mira and [jonas](https://github.com/jonas)

      **Full changelog**: [v1.4.0...v1.5.0](https://github.com/octo/shop/compare/v1.4.0...v1.5.0)
      "
    `);
  });
});

describe('plainText', () => {
  it('has no markup', () => {
    expect(plainText(aDocument(someCommits))).toMatchInlineSnapshot(`
      "1.5.0 (2026-11-21, since v1.4.0)

      1 internal change is not listed.

      Changed
        - BREAKING: cart: count in pieces (#9, #12)
          \`amount\` is gone, see #9
        - Polished the logo (0000000)

      Fixed
        - close the door (#13)

      https://github.com/octo/shop/compare/v1.4.0...v1.5.0
      "
    `);
  });
});

describe('changelogJson', () => {
  const schema = JSON.parse(readFileSync('docs/changelog.schema.json', 'utf8'));
  const isValid = new Ajv().compile(schema);

  it.each([
    ['a release', aDocument(someCommits)],
    ['a first release', aDocument(someCommits, { from: null, version: null })],
    ['a plain remote', aDocument(someCommits, { links: linksOf(null) })],
    ['nothing', aDocument([])],
    ['hostile titles', aDocument(hostile)],
    [
      'remarks and missing pull requests',
      aDocument(someCommits, {
        missing: [{ reference: '#14', title: 'chore: tidy', url: null }],
        remarks: [{ code: 'shallow' }, { code: 'parted', from: 'v1.4.0', to: 'v1.5.0' }],
      }),
    ],
  ])('fits its published schema for %s', (_what, document) => {
    expect(isValid(JSON.parse(changelogJson(document))), JSON.stringify(isValid.errors)).toBe(true);
  });

  it('holds nobody\u2019s address, and counts what is not listed', () => {
    const text = changelogJson(aDocument(someCommits));
    expect(text).not.toContain('mira@shop.example');
    expect(JSON.parse(text)).toMatchObject({
      schema: 'fairlead-changelog/1',
      sections: [
        {
          heading: 'Changed',
          entries: [{ subject: 'count in pieces (#12)', breaking: '`amount` is gone, see #9' }, {}],
        },
        {},
      ],
      notListed: { total: 1, internal: 1 },
    });
  });
});
