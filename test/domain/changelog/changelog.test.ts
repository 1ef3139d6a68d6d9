import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { insertChangelogSection } from '#domain/changelog/insert-changelog-section.ts';
import { releaseNotes } from '#domain/changelog/notes.ts';
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
    ['```js', '- \\```js'],
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

describe('releaseNotes', () => {
  it('holds each entry in one list', () => {
    const notes = releaseNotes('2.0.0', '1.4.2', commits);
    const subjects = (list: readonly { readonly subject: string }[]) => list.map(({ subject }) => subject);
    expect(subjects(notes.breaking)).toEqual(['count in pieces', 'the oldest cart']);
    expect(subjects(notes.features)).toEqual(['show stock (#12)']);
    expect(subjects(notes.fixes)).toEqual(['close the door']);
    expect(subjects(notes.changes)).toEqual(['faster search', 'Polished the logo', 'the old cart']);
    expect(subjects(notes.security)).toEqual(['check the token']);
    expect(notes).toMatchObject({ version: '2.0.0', previous: '1.4.2', internal: 2, contributors: ['Mira'] });
  });

  it('leaves bots out of the contributors', () => {
    const notes = releaseNotes('1.0.1', null, [
      aCommit(
        'fix: a\n\nCo-authored-by: deps[bot] <1+deps[bot]@users.example>\nCo-authored-by: Jonas <j@shop.example>',
      ),
    ]);
    expect(notes.contributors).toEqual(['Mira', 'Jonas']);
  });
});

const section = '## [1.5.0] - 2026-11-21\n\n### Fixed\n\n- a\n';

describe('insertChangelogSection', () => {
  it.each([
    ['the newest version', '# Changelog\n\n## [1.4.2] - 2026-01-01\n\n- old\n', '## [1.4.2]'],
    ['the newest version, below Unreleased', '# Changelog\n\n## [Unreleased]\n\n- soon\n\n## 1.4.2\n', '## 1.4.2'],
    [
      'the link references, when Unreleased stands alone',
      '# C\n\n## [Unreleased]\n\n[Unreleased]: https://x\n',
      '[Unreleased]: h',
    ],
    ['a version in CRLF', '# C\r\n\r\n## [1.4.2]\r\n\r\n- old\r\n', '## [1.4.2]'],
    ['a version of level 1', '# v1.4.2 (2026-01-01)\n\n- old\n', '# v1.4.2'],
    ['an underlined version', '# C\n\n1.4.2 / 2026-01-01\n------\n\n- old\n', '1.4.2 /'],
    ['the first version outside a fence', '# C\n\n```\n## [1.0.0]\n```\n\n## [1.4.2]\n', '## [1.4.2]'],
    ['the first version outside a comment', '# C\n\n<!--\n## [1.0.0]\n-->\n\n## [1.4.2]\n', '## [1.4.2]'],
    ['a version behind a byte order mark', '\ufeff## [1.4.2]\n', '## [1.4.2]'],
    ['nothing, at the end of a file without versions', '# Changelog\n\nWords.\n', ''],
    ['nothing, at the end of a file without a last line end', '# Changelog', ''],
  ])('puts the section in front of %s', (_where, existing, mark) => {
    const { kind, text } = insertChangelogSection(existing, section, '1.5.0');
    expect(kind).toBe('inserted');
    const at = mark === '' ? existing.length : existing.indexOf(mark);
    expect(text.startsWith(existing.slice(0, at))).toBe(true);
    expect(text.endsWith(existing.slice(at))).toBe(true);
    const eol = existing.includes('\r\n') ? '\r\n' : '\n';
    const added = text.slice(at, text.length - (existing.length - at));
    expect(added.trim()).toBe(section.trim().replaceAll('\n', eol));
  });

  it.each([[null], [''], ['\n']])('starts a changelog from %j', (existing) => {
    const { text } = insertChangelogSection(existing, section, '1.5.0');
    expect(text).toContain('# Changelog\n\nAll notable changes');
    expect(text.endsWith(`\n\n${section}`)).toBe(true);
  });

  it('tells when a section of the version was written by hand, and keeps it', () => {
    const existing = '# C\n\n## [1.5.0] - 2026-11-20\n\nBy hand.\n';
    expect(insertChangelogSection(existing, section, '1.5.0')).toEqual({ kind: 'differs', text: existing });
  });

  const line = fc.oneof(
    fc.constantFrom(
      '## [Unreleased]',
      '## [1.4.2] - 2026-01-01',
      '# Changelog',
      '```',
      '<!--',
      '-->',
      '---',
      '',
      '- a',
      '1.0.0',
    ),
    fc.constantFrom('[1.4.2]: https://shop.example/compare', '### Added', '~~~', '## About', '## 1.3.0', '\t', '> a'),
    fc.string({ maxLength: 20 }),
  );
  const aFile = fc
    .tuple(
      fc.array(line, { maxLength: 15 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\ufeff'),
      fc.boolean(),
    )
    .map(([lines, eol, bom, end]) => bom + lines.join(eol) + (end ? eol : ''));

  it('changes nothing the second time and keeps every byte around the section', () => {
    fc.assert(
      fc.property(aFile, (existing) => {
        const first = insertChangelogSection(existing, section, '1.5.0');
        expect(insertChangelogSection(first.text, section, '1.5.0')).toEqual({ kind: 'already', text: first.text });
        let at = 0;
        while (at < existing.length && existing[at] === first.text[at]) at += 1;
        expect(first.text.endsWith(existing.slice(at))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
