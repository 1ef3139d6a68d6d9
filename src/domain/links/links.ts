/** The forges whose web addresses are known; `plain` has none. */
export const linkKinds = ['github', 'gitlab', 'bitbucket', 'bitbucket-server', 'plain'] as const;
export type LinkKind = (typeof linkKinds)[number];

/**
 * Addresses of a repository's pages. Each is an absolute http(s) address whose variable parts are percent-encoded, or null where the forge
 * has no such page.
 */
export type Links = {
  readonly kind: LinkKind;
  commit(sha: string): string | null;
  /** What `to` has and `from` has not; both are tags, branches or commits. */
  compare(from: string, to: string): string | null;
  /** The tree at a tag. */
  tag(name: string): string | null;
  /** `#12` or `!12`, or `owner/name#12` of another repository of the same forge. */
  pullRequest(reference: string): string | null;
  issue(reference: string): string | null;
  /** A person by account name. */
  author(account: string): string | null;
  /** The account behind a commit's mail address, where the address itself says it (a forge's own no-reply address). */
  accountOf(email: string): string | null;
};

/** A reference split: `owner/name#12` is 12 of `owner/name`, `!12` a merge request of GitLab. */
export type Reference = { readonly repository: string | null; readonly mark: '#' | '!'; readonly number: string };

/** Reads `#12`, `!12`, `owner/name#12` or `group/sub/name!12`; null for anything else. */
export function readReference(text: string): Reference | null {
  const match = /^([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,10})?([#!])(\d{1,12})$/.exec(text);
  if (match === null) return null;
  const [, repository = null, mark, number = ''] = match;
  if (repository?.split('/').some((part) => /^\.+$/.test(part)) === true) return null;
  return { repository, mark: mark === '!' ? '!' : '#', number };
}

/** A ref as a part of a path: slashes stay, everything else a path may not hold is percent-encoded. */
export function refInPath(ref: string): string {
  return ref.split('/').map(encodeURIComponent).join('/');
}
