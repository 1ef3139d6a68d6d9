import type { Commit } from '../commits/commit.ts';
import type { Links } from '../links/links.ts';

/** Account names by author name, where an author's own address is one that a forge made from the account. Nobody is asked. */
export function accountsOf(commits: readonly Commit[], links: Links): ReadonlyMap<string, string> {
  const accounts = new Map<string, string>();
  if (links.kind === 'plain') return accounts;
  for (const { name, email } of commits.flatMap((commit) => commit.authors)) {
    if (accounts.has(name)) continue;
    const account = links.accountOf(email);
    if (account !== null) accounts.set(name, account);
  }
  return accounts;
}
