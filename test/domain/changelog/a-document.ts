import { accountsOf } from '#domain/changelog/accounts-of.ts';
import type { ChangelogDocument } from '#domain/changelog/changelog-document.ts';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { aCommit, shaOf } from '../commits/a-commit.ts';

/** The changelog of 1.5.0 of a shop on GitHub, from these commits. */
export function aDocument(commits: readonly Commit[], more: Partial<ChangelogDocument> = {}): ChangelogDocument {
  const links = more.links ?? linksOf('git@github.com:octo/shop.git');
  return {
    version: '1.5.0',
    date: '2026-11-21',
    from: { name: 'v1.4.0', sha: shaOf(1) },
    to: { name: 'v1.5.0', sha: shaOf(2) },
    isHotfix: false,
    changes: changelogEntries(commits),
    links,
    accounts: accountsOf(commits, links),
    showServices: false,
    missing: [],
    remarks: [],
    ...more,
  };
}

/** One commit of each kind that the formats tell apart. */
export const someCommits = [
  aCommit('feat(cart)!: count in pieces (#12)\n\nBREAKING CHANGE: `amount` is gone, see #9', 3),
  aCommit('fix: close the door\n\nRefs: #13\nCo-authored-by: Jonas <7+jonas@users.noreply.github.com>', 4),
  aCommit('Polished the logo', 5),
  aCommit('chore: tidy', 6),
];

/** Titles that want to be markup somewhere. */
export const hostileTitles = [
  'fix: <!channel> <@U0MIRA> <https://evil.example|here>',
  'fix: [here](http://evil.example) ![x](http://evil.example/x.png)',
  'fix: <script>alert(1)</script> <!-- gone',
  'fix: a\u202egnp.exe\u0007 \u0000b',
  '## [9.9.9] - 2026-01-01',
  '[9.9.9]: https://evil.example',
  '=HYPERLINK("http://evil.example")',
  'fix: #1](http://evil.example) and octo/../x#2',
] as const;
