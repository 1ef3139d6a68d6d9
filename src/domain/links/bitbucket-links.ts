import { type Links, readReference } from './links.ts';

/** Pages of Bitbucket Cloud. `site` is `https://bitbucket.org`, `path` is `workspace/name`. Accounts have no page by name. */
export function bitbucketLinks(site: string, path: string): Links {
  const numbered = (kind: 'pull-requests' | 'issues') => (reference: string) => {
    const read = readReference(reference);
    return read === null ? null : `${site}/${read.repository ?? path}/${kind}/${read.number}`;
  };
  return {
    kind: 'bitbucket',
    commit: (sha) => `${site}/${path}/commits/${encodeURIComponent(sha)}`,
    // Bitbucket puts the newer side first and parts the two with a carriage return.
    compare: (from, to) =>
      `${site}/${path}/branches/compare/${encodeURIComponent(to)}%0D${encodeURIComponent(from)}#diff`,
    tag: (name) => `${site}/${path}/src/${encodeURIComponent(name)}/`,
    pullRequest: numbered('pull-requests'),
    issue: numbered('issues'),
    author: () => null,
    accountOf: () => null,
  };
}

/** Pages of Bitbucket Data Center. `path` is `project/name`, or `~user/name`. It has no issues of its own. */
export function bitbucketServerLinks(site: string, path: string): Links {
  const [project = '', name = ''] = path.replace(/^scm\//, '').split('/');
  const owner = project.startsWith('~')
    ? `users/${encodeURIComponent(project.slice(1))}`
    : `projects/${encodeURIComponent(project.toUpperCase())}`;
  const base = `${site}/${owner}/repos/${encodeURIComponent(name)}`;
  return {
    kind: 'bitbucket-server',
    commit: (sha) => `${base}/commits/${encodeURIComponent(sha)}`,
    compare: (from, to) =>
      `${base}/compare/commits?sourceBranch=${encodeURIComponent(to)}&targetBranch=${encodeURIComponent(from)}`,
    tag: (tag) => `${base}/browse?at=${encodeURIComponent(`refs/tags/${tag}`)}`,
    pullRequest: (reference) => {
      const read = readReference(reference);
      return read === null || read.repository !== null ? null : `${base}/pull-requests/${read.number}`;
    },
    issue: () => null,
    author: (account) => `${site}/users/${encodeURIComponent(account)}`,
    accountOf: () => null,
  };
}
