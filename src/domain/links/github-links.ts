import { type Links, readReference, refInPath } from './links.ts';

/** Pages of GitHub and GitHub Enterprise. `site` is `https://github.com`, `path` is `octo/shop`. */
export function githubLinks(site: string, path: string): Links {
  const numbered = (kind: 'pull' | 'issues') => (reference: string) => {
    const read = readReference(reference);
    return read === null ? null : `${site}/${read.repository ?? path}/${kind}/${read.number}`;
  };
  return {
    kind: 'github',
    commit: (sha) => `${site}/${path}/commit/${encodeURIComponent(sha)}`,
    compare: (from, to) => `${site}/${path}/compare/${refInPath(from)}...${refInPath(to)}`,
    tag: (name) => `${site}/${path}/releases/tag/${refInPath(name)}`,
    pullRequest: numbered('pull'),
    issue: numbered('issues'),
    author: (account) => `${site}/${encodeURIComponent(account)}`,
    accountOf: (email) => /^(?:\d+\+)?([A-Za-z0-9-]{1,39})@users\.noreply\.github\.com$/i.exec(email)?.[1] ?? null,
  };
}
