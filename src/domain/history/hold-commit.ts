import type { Commit, CommitAuthor } from '../commits/commit.ts';
import { ownText } from './own-text.ts';

/** Makes a commit small enough to keep a whole history of them. `sha` is its name as it is kept anyway. */
export type CommitHolder = (commit: Commit, sha: Commit['sha']) => Commit;

/**
 * Starts a holder: of each commit it keeps what a changelog tells, as texts of their own, and people, types and scopes once each. Footers
 * and notes are dropped; the message itself is in nobody's hands afterwards.
 */
export function createCommitHolder(): CommitHolder {
  const texts = new Map<string, string>();
  const people = new Map<string, CommitAuthor[][]>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    texts.set(own, own);
    return own;
  };
  const authorsOf = (authors: CommitAuthor[]): CommitAuthor[] => {
    const [first] = authors;
    if (first === undefined || authors.length > 1) return authors.map(ownAuthor);
    const known = people.get(first.email) ?? [];
    const same = known.find(([author]) => author?.name === first.name);
    if (same !== undefined) return same;
    const own = [ownAuthor(first)];
    people.set(ownText(first.email), [...known, own]);
    return own;
  };
  return (commit, sha) => ({
    sha,
    type: commit.type === null ? null : once(commit.type),
    scope: commit.scope === null ? null : once(commit.scope),
    subject: ownText(commit.subject),
    breaking: commit.breaking === null ? null : { text: ownText(commit.breaking.text) },
    references: ownTexts(commit.references),
    pullRequest: commit.pullRequest === null ? null : ownText(commit.pullRequest),
    trailers: nothing,
    releaseAs: null,
    note: null,
    isSkipped: commit.isSkipped,
    hadOverride: commit.hadOverride,
    isMerge: commit.isMerge,
    isRevert: commit.isRevert,
    revertOf: ownTexts(commit.revertOf),
    authors: authorsOf(commit.authors),
    committedAt: commit.committedAt,
  });
}

const nothing: never[] = [];

function ownTexts(texts: string[]): string[] {
  return texts.length === 0 ? nothing : texts.map(ownText);
}

function ownAuthor({ name, email }: CommitAuthor): CommitAuthor {
  return { name: ownText(name), email: ownText(email) };
}
