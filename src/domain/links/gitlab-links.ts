import { type Links, readReference, refInPath } from './links.ts';

/** Pages of gitlab.com and self-managed GitLab. `site` is `https://gitlab.com`, `path` is `group/subgroup/name`. */
export function gitlabLinks(site: string, path: string): Links {
  const base = (repository: string | null) => `${site}/${repository ?? path}/-`;
  return {
    kind: 'gitlab',
    commit: (sha) => `${base(null)}/commit/${encodeURIComponent(sha)}`,
    compare: (from, to) => `${base(null)}/compare/${refInPath(from)}...${refInPath(to)}`,
    tag: (name) => `${base(null)}/tags/${refInPath(name)}`,
    pullRequest: (reference) => {
      const read = readReference(reference);
      return read === null ? null : `${base(read.repository)}/merge_requests/${read.number}`;
    },
    issue: (reference) => {
      const read = readReference(reference);
      if (read === null) return null;
      return `${base(read.repository)}/${read.mark === '!' ? 'merge_requests' : 'issues'}/${read.number}`;
    },
    author: (account) => `${site}/${encodeURIComponent(account)}`,
    accountOf: (email) =>
      /^(?:\d+-)?([A-Za-z0-9_][A-Za-z0-9_.-]{0,253})@users\.noreply\.[A-Za-z0-9.-]+$/i.exec(email)?.[1] ?? null,
  };
}
