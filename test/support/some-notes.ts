import { readdirSync, readFileSync } from 'node:fs';
import type { Commit } from '#domain/commits/commit.ts';
import { Sha } from '#domain/ids.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { type NotesFacts, type NotesSource, notesFacts } from '#domain/notes/notes-facts.ts';
import type { NotesPullRequest } from '#domain/notes/notes-item.ts';

/** The templates that come with Fairlead, by name. */
export function builtInTemplates(): ReadonlyMap<string, string> {
  const folder = new URL('../../templates/notes/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.liquid'));
  return new Map(names.map((name) => [name.slice(0, -'.liquid'.length), readFileSync(new URL(name, folder), 'utf8')]));
}

/** A commit of the range, with a hash made of its number; larger numbers are newer. */
export function aNoteCommit(number: number, type: string | null, subject: string, more: Partial<Commit> = {}): Commit {
  return {
    sha: Sha.parse(number.toString(16).padStart(7, '4e1c0aa').padEnd(40, '0')),
    type,
    scope: null,
    subject,
    breaking: null,
    references: [],
    pullRequest: null,
    trailers: [],
    releaseAs: null,
    note: null,
    isSkipped: false,
    hadOverride: false,
    isMerge: false,
    isRevert: false,
    revertOf: [],
    authors: [{ name: 'Mira Holm', email: 'mira@shop.example' }],
    committedAt: Date.UTC(2026, 10, 20) + number,
    ...more,
  };
}

/** A merged pull request of the shop. */
export function aPullRequest(number: number, body: string, more: Partial<NotesPullRequest> = {}): NotesPullRequest {
  const url = `https://github.com/octo/shop/pull/${number}`;
  return { number, title: `Pull request ${number}`, body, labels: [], author: 'mira', url, ...more };
}

const priya = { name: 'Priya Nair', email: 'priya@shop.example' };

/** What the shop's 1.5.0 is made of: each section of the notes has something in it. */
export const shopSource: NotesSource = {
  project: 'shop',
  version: '1.5.0',
  previous: '1.4.2',
  date: '2026-11-21',
  commits: [
    aNoteCommit(9, 'feat', 'pay with a saved card', { scope: 'web', pullRequest: '#12', references: ['#9'] }),
    aNoteCommit(8, 'feat', 'answer exports page by page', {
      scope: 'api',
      breaking: { text: 'The export answers 100 rows a page.' },
      trailers: [{ token: 'Migration', value: 'Follow `next` until it is empty.' }],
    }),
    aNoteCommit(7, 'fix', 'keep the basket after logging in', { scope: 'web', references: ['#15'], authors: [priya] }),
    aNoteCommit(6, 'perf', 'search in half the time', { scope: 'api' }),
    aNoteCommit(5, 'fix', 'escape the search term', { scope: 'security' }),
    aNoteCommit(4, 'deprecate', 'the first version of the search address', { scope: 'api' }),
    aNoteCommit(3, 'chore', 'update the linter', { scope: 'deps' }),
    aNoteCommit(2, 'docs', 'tell how to pay', {
      note: null,
      trailers: [{ token: 'Known-issue', value: 'Cards of one bank are refused at night.' }],
    }),
    aNoteCommit(1, null, 'Tidy up'),
  ],
  pullRequests: new Map(),
  links: linksOf('https://github.com/octo/shop.git'),
  compareUrl: 'https://github.com/octo/shop/compare/v1.4.2...v1.5.0',
};

/** The facts of the shop's 1.5.0, or of something a little different. */
export function shopFacts(more: Partial<NotesSource> = {}): NotesFacts {
  return notesFacts({ ...shopSource, ...more });
}
