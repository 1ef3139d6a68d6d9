import { describe, expect, it } from 'vitest';
import type { ChangelogRemark } from '#domain/changelog/changelog-document.ts';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import type { ChangelogRefusal } from '#domain/changelog/changelog-outcome.ts';
import type { EditOutcome } from '#domain/changelog/edit-outcome.ts';
import { changelogFormats } from '#domain/requests/changelog-formats.ts';
import { changelogText } from '#templates/changelog/changelog-formats.ts';
import { changelogEditReply } from '#templates/replies/changelog-edit-reply.ts';
import { changelogRefused, changelogReply } from '#templates/replies/changelog-reply.ts';
import { aDocument, hostileTitles, someCommits } from '#test/domain/changelog/a-document.ts';
import { aCommit } from '#test/domain/commits/a-commit.ts';
import { checkMessage } from '#test/support/check-blocks.ts';
import { readBlocks } from '#test/support/read-blocks.ts';

const hostile = hostileTitles.map((title, n) => aCommit(title, n + 10));

describe('changelogReply', () => {
  it('shows a short changelog in the message, with what has no entry', () => {
    const document = aDocument(someCommits, {
      missing: [{ reference: '#14', title: 'chore: tidy', url: null }],
      remarks: [{ code: 'forge_silent' }],
    });
    const { words, files } = changelogReply({ project: 'shop', document, format: 'slack', file: null });
    expect(files).toEqual([]);
    expect(readBlocks(words.blocks)).toMatchInlineSnapshot(`
      "shop 1.5.0 (2026-11-21), since v1.4.0: 3 entries.
      1 internal change is not listed.
      The forge could not be asked, so pull requests are those the commits name.
      Changed
      - Breaking: cart: count in pieces — \`amount\` is gone, see #9 (#9 and #12)
      - Polished the logo (0000000)
      Fixed
      - close the door (#13 and 0000000)
      1 pull request has no entry:
      - #14 chore: tidy"
    `);
  });

  it('puts what a message has no room for into a file, and says how many entries that are', () => {
    const commits = Array.from({ length: 200 }, (_, n) => aCommit(`feat: feature ${n} ${'x'.repeat(n)}`, n));
    const document = aDocument(commits);
    const { words, files } = changelogReply({ project: 'shop', document, format: 'slack', file: null });
    const shown = readBlocks(words.blocks)
      .split('\n')
      .filter((line) => line.startsWith('- ')).length;
    expect(readBlocks(words.blocks)).toContain(`+${200 - shown} more, in the file below.`);
    expect(files).toMatchObject([{ name: 'changelog-1.5.0.txt', text: changelogText(document, 'slack') }]);
    expect(words.text).toContain('All of it is in the file below.');
  });

  it.each(changelogFormats)(
    'gives %s in the message when it is short, else as a file, always within the limits of Slack',
    (format) => {
      for (const count of [0, 1, 5, 400]) {
        const commits = [
          ...hostile,
          ...Array.from({ length: count }, (_, n) => aCommit(`fix: ${'words '.repeat(60)} ${n}`, n + 40)),
        ];
        const document = aDocument(commits);
        const { words, files } = changelogReply({ project: 'shop', document, format, file: null });
        expect(checkMessage(words)).toEqual([]);
        const text = changelogText(document, format);
        if (files.length > 0) expect(files.map((file) => file.text)).toEqual([text]);
        else if (format !== 'slack')
          expect(
            readBlocks(words.blocks)
              .split('\n')
              .map((line) => line.replace(/^ {4}/, '')),
          ).toEqual(expect.arrayContaining(text.trimEnd().split('\n').slice(0, 3)));
      }
    },
  );

  it('gives the file that was asked for, and says what would commit it', () => {
    const file = { path: 'docs/CHANGELOG.md', text: '# C\n', isAlready: false };
    const { words, files } = changelogReply({
      project: 'shop',
      document: aDocument(someCommits),
      format: 'keep-a-changelog',
      file,
    });
    expect(files).toEqual([{ name: 'CHANGELOG.md', title: 'CHANGELOG.md of shop 1.5.0', text: '# C\n' }]);
    expect(words.text).toContain(
      'docs/CHANGELOG.md as it would be is below. Nothing was committed: /release shop 1.5.0 commits it with the release, and in a clone fairlead changelog-generate --output docs/CHANGELOG.md writes it.',
    );
    const already = changelogReply({
      project: 'shop',
      document: aDocument(someCommits),
      format: 'json',
      file: { ...file, isAlready: true },
    });
    expect(already.words.text).toContain('docs/CHANGELOG.md tells of it already; nothing is to be changed.');
  });

  it('mentions nobody and links nothing but the pages of the repository, whatever commits say', () => {
    const text = changelogText(aDocument(hostile), 'slack');
    for (const [token = ''] of text.matchAll(/<[^>]*>/g)) expect(token).toMatch(/^<https:\/\/github\.com\/octo\//);
    expect(text).toContain('&lt;!channel&gt;');
  });
});

type Of<Union extends { code: string }> = {
  readonly [Code in Union['code']]: readonly [Extract<Union, { code: Code }>, string];
};

const refusals: Of<ChangelogRefusal> = {
  ref_unknown: [
    { code: 'ref_unknown', place: 'from', typed: 'v1.6.0', nearest: 'v1.5.0' },
    'There is no tag, version, branch or commit v1.6.0 for --from. Did you mean v1.5.0?',
  ],
  range_reversed: [
    { code: 'range_reversed', from: 'v1.5.0', to: 'v1.4.0' },
    'v1.4.0 lies behind v1.5.0, so the range runs backwards. Use --from v1.4.0 --to v1.5.0.',
  ],
  range_empty: [
    { code: 'range_empty', from: 'v1.5.0', to: 'main' },
    'v1.5.0 and main are the same commit, so nothing lies between them. Name another end.',
  ],
  branch_unknown: [
    { code: 'branch_unknown', branch: 'main' },
    'There is no branch main in the repository. Correct repository.branch in fairlead.yml, or name another end with --to.',
  ],
  nothing_committed: [{ code: 'nothing_committed' }, 'The repository has no commit yet. Commit something first.'],
  version_needed: [
    { code: 'version_needed', path: 'CHANGELOG.md' },
    'A section of CHANGELOG.md needs a version for its heading, and this range has none. Name it with --version 1.5.0.',
  ],
  section_differs: [
    { code: 'section_differs', path: 'CHANGELOG.md', version: '1.5.0' },
    'CHANGELOG.md has a section for 1.5.0 with other words, and it was left as it is. Remove that section to have it written again.',
  ],
  file_exists: [
    { code: 'file_exists', path: 'CHANGELOG.md', format: 'json' },
    'CHANGELOG.md holds something else, and json would replace all of it. Name another file, or use --format keep-a-changelog to put a section into it.',
  ],
};

it.each(Object.entries(refusals))('says why no changelog was made: %s', (_code, [refusal, text]) => {
  expect(changelogRefused(refusal).text).toBe(`No changelog was made. ${text}`);
  expect(checkMessage(changelogRefused(refusal))).toEqual([]);
});

const remarks: Of<ChangelogRemark> = {
  shallow: [
    { code: 'shallow' },
    'This clone is shallow, so older commits may be missing. Fetch all of it with git fetch --unshallow.',
  ],
  parted: [
    { code: 'parted', from: 'v1.4.1', to: 'v1.5.0' },
    'v1.4.1 is not behind v1.5.0: their branches parted, and what only v1.4.1 holds is not listed.',
  ],
  version_suggested: [
    { code: 'version_suggested', version: '1.5.0' },
    'No tag has 1.5.0 yet; it is what was named or what the commits suggest.',
  ],
  first_release: [{ code: 'first_release' }, 'No release is behind it, so everything since the first commit is told.'],
  forge_silent: [
    { code: 'forge_silent' },
    'The forge could not be asked, so pull requests are those the commits name.',
  ],
  forge_partial: [
    { code: 'forge_partial', unasked: 2 },
    'The forge was not asked about the oldest 2 commits; their pull requests are those they name.',
  ],
};

it.each(Object.entries(remarks))('says what is to be known of a range: %s', (_code, [remark, text]) => {
  const document = aDocument(someCommits, { remarks: [remark], changes: changelogEntries(someCommits) });
  expect(changelogReply({ project: 'shop', document, format: 'slack', file: null }).words.text).toContain(text);
});

describe('changelogEditReply', () => {
  const commit = { sha: 'a'.repeat(40), subject: 'oops' };
  it.each([
    [
      { kind: 'corrected', commit, entries: ['fix: a', 'feat: b'] },
      'aaaaaaa of shop is corrected: in place of oops changelogs and notes made from now on say fix: a and feat: b.',
    ],
    [
      { kind: 'already', commit, entries: ['fix: a'] },
      'aaaaaaa of shop was corrected so already: in place of oops changelogs and notes made from now on say fix: a.',
    ],
    [
      { kind: 'corrected', commit, entries: [] },
      'aaaaaaa of shop has no correction any more; changelogs say oops again.',
    ],
    [{ kind: 'already', commit, entries: [] }, 'aaaaaaa of shop had no correction; changelogs say oops again.'],
    [
      { kind: 'refused', refusal: { code: 'not_permitted', roles: ['release-lead'] } },
      'No entry was changed. Only release-lead may correct entries. Ask somebody who is one of them.',
    ],
    [
      { kind: 'refused', refusal: { code: 'not_permitted', roles: [] } },
      'No entry was changed. Nobody may correct entries, since the project names no managers. Add roles to managers in fairlead.yml.',
    ],
    [
      { kind: 'refused', refusal: { code: 'commit_unknown', typed: 'beef', nearest: null } },
      'No entry was changed. There is no commit beef in the repository. Copy its object name from the log.',
    ],
    [
      { kind: 'refused', refusal: { code: 'text_empty' } },
      'No entry was changed. The text says nothing. Write the message as it should have been, such as fix(cart): count each piece once.',
    ],
    [
      { kind: 'refused', refusal: { code: 'push_refused', why: 'no notes here' } },
      'No entry was changed. The remote forbids pushing git notes: no notes here. Allow Fairlead to push to refs/notes/fairlead.',
    ],
  ] as const satisfies readonly (readonly [EditOutcome, string])[])('says what became of %j', (outcome, text) => {
    const reply = changelogEditReply('shop', outcome);
    expect(reply.text).toBe(text);
    expect(checkMessage(reply)).toEqual([]);
  });
});
