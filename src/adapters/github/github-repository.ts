/** A repository by its two names: `owner/repo`. */
export type GithubRepository = { readonly owner: string; readonly repo: string };
