import type { Sha } from '../ids.ts';
import { cleanText } from './clean-text.ts';
import type { Commit, CommitAuthor } from './commit.ts';
import { type Footer, footersOf } from './footers.ts';
import { referencesOf } from './references.ts';

const titleLimit = 300;
const breakingLimit = 1_000;
const nameLimit = 200;
const coAuthorLimit = 50;
const header = /^([A-Za-z][\w-]{0,49})(?:\(([^()]{1,200})\))?(!)?:[ \t]+(.+)$/;
const revertedLine = /^This reverts commit ([0-9a-f]{7,64})\b/gm;

/** A commit as the git port gives it; the message's first line is the title. */
export type RawCommit = {
  readonly sha: Sha;
  readonly parents: readonly string[];
  readonly authorName: string;
  readonly authorEmail: string;
  readonly committedAt: number;
  readonly message: string;
};

/** Reads a commit by Conventional Commits 1.0.0, in time linear in its message. Never refuses: a title of any shape gives a commit. */
export function parseCommit(raw: RawCommit): Commit {
  const title = titleOf(raw.message);
  const match = header.exec(title);
  const footers = footersOf(raw.message);
  const type = match?.[1]?.toLowerCase() ?? null;
  const subject = cleanText(match?.[4] ?? title, titleLimit);
  const revertOf = revertedBy(raw.message, type, footers);
  return {
    sha: raw.sha,
    type,
    scope: cleanText(match?.[2] ?? '', 100) || null,
    subject: subject === '' ? '(no message)' : subject,
    breaking: breakingOf(footers, match?.[3] === '!', subject),
    references: referencesOf(raw.message),
    isMerge: raw.parents.length > 1,
    isRevert: type === 'revert' || revertOf.length > 0,
    revertOf,
    authors: authorsOf(raw, footers),
    committedAt: raw.committedAt,
  };
}

function titleOf(message: string): string {
  const text = message.slice(0, titleLimit * 16).trimStart();
  const end = text.search(/[\r\n]/);
  return cleanText(end < 0 ? text : text.slice(0, end), titleLimit * 2);
}

function breakingOf(footers: readonly Footer[], hasMark: boolean, subject: string): Commit['breaking'] {
  const notes = footers.filter(({ token }) => token === 'BREAKING CHANGE' || token === 'BREAKING-CHANGE');
  if (notes.length === 0) return hasMark ? { text: subject } : null;
  const text = cleanText(notes.map(({ value }) => value.trim()).join(' '), breakingLimit);
  return { text: text === '' ? subject : text };
}

/** Git's own sentence, or `Refs:` under a commit of type revert as the specification suggests. */
function revertedBy(message: string, type: string | null, footers: readonly Footer[]): string[] {
  const named = [...message.slice(0, 65_536).matchAll(revertedLine)].map(([, sha]) => sha ?? '');
  const refs = type === 'revert' ? footers.filter(({ token }) => token.toLowerCase() === 'refs') : [];
  const listed = refs.flatMap(({ value }) => value.match(/\b[0-9a-f]{7,64}\b/g) ?? []);
  return [...new Set([...named, ...listed])].slice(0, 100);
}

function authorsOf(raw: RawCommit, footers: readonly Footer[]): CommitAuthor[] {
  const author = { name: cleanText(raw.authorName, nameLimit), email: cleanText(raw.authorEmail, nameLimit) };
  const others = footers
    .filter(({ token }) => token.toLowerCase() === 'co-authored-by')
    .slice(0, coAuthorLimit)
    .flatMap(({ value }) => {
      const match = /^([^<\n]{0,400})<([^<>\s]{1,200})>/.exec(value);
      return match === null
        ? []
        : [{ name: cleanText(match[1] ?? '', nameLimit), email: cleanText(match[2] ?? '', nameLimit) }];
    })
    .filter(({ email }) => email.toLowerCase() !== author.email.toLowerCase());
  return [author, ...others];
}
