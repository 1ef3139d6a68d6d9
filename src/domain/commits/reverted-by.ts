import type { Footer } from './footers.ts';

/** How far a message is read for what it reverts, in characters. */
const scanned = 65_536;
const most = 100;
const bySha = /^[ \t]{0,20}This reverts commit ([0-9a-f]{7,64})\b/gm;
const byPullRequest =
  /^(?:Reverts (?:[\w.-]{1,100}\/[\w.-]{1,100})?(#\d{1,12})|This reverts merge request (?:\S{1,400})?(!\d{1,12}))(?!\w)/gm;
const shas = /\b[0-9a-f]{7,64}\b/g;

/**
 * What a message says it reverts: the shas of git's own sentence, the `Refs:` of a commit of type revert (as Conventional Commits 1.0.0
 * suggests), or else the pull requests of GitHub's and GitLab's sentences. Empty when it names neither.
 */
export function revertedBy(message: string, type: string | null, footers: readonly Footer[]): string[] {
  const says = message.includes('everts ');
  if (!says && type !== 'revert') return [];
  const refs = type === 'revert' ? footers.filter(({ token }) => token.toLowerCase() === 'refs') : [];
  const named = new Set(refs.flatMap(({ value }) => value.match(shas) ?? []));
  if (!says) return [...named].slice(0, most);
  const text = message.length > scanned ? message.slice(0, scanned) : message;
  const commits = new Set([...text.matchAll(bySha)].map(([, sha]) => sha ?? ''));
  for (const sha of named) commits.add(sha);
  if (commits.size > 0) return [...commits].slice(0, most);
  const requests = [...text.matchAll(byPullRequest)].map(([, number, merge]) => number ?? merge ?? '');
  return [...new Set(requests)].slice(0, most);
}

/** True for the titles git and the forges give a revert, and the revert of one. */
export function isRevertTitle(title: string): boolean {
  return title.startsWith('Revert "') || title.startsWith('Reapply "');
}
