/** A repository by its two names: `owner/repo`. */
export type GithubRepository = { readonly owner: string; readonly repo: string };

/** The two names as people write them. */
export function nameOf({ owner, repo }: GithubRepository): string {
  return `${owner}/${repo}`;
}
