import type { Forges } from '#ports/forge.ts';
import { createGithubForges, type GithubForgesOptions } from './github/create-github-forges.ts';
import { createGitlabForges, type GitlabForgesOptions } from './gitlab/create-gitlab-forges.ts';

export type ForgesOptions = { readonly github: GithubForgesOptions; readonly gitlab: GitlabForgesOptions };

/** The forges Fairlead knows, by kind. */
export function createForges(options: ForgesOptions): Forges {
  const kinds = { github: createGithubForges(options.github), gitlab: createGitlabForges(options.gitlab) };
  return { of: (forge) => kinds[forge.kind].of(forge) };
}
