import type { Octokit } from '@octokit/rest';
import type { Forge } from '#ports/forge.ts';
import { checkGithub } from './check-github.ts';
import { githubAssets } from './github-assets.ts';
import { githubCall } from './github-call.ts';
import { githubPullRequests } from './github-pull-requests.ts';
import { githubReleases } from './github-releases.ts';
import type { GithubRepository } from './github-repository.ts';

export type GithubForgeOptions = { readonly timeout: number; readonly now: () => number };

/** One GitHub repository as a forge. */
export function githubForge(octokit: Octokit, where: GithubRepository, { now, timeout }: GithubForgeOptions): Forge {
  const call = githubCall(now);
  return {
    ...githubReleases(octokit, where, call),
    ...githubAssets(octokit, where, call, timeout),
    ...githubPullRequests(octokit, where, call),
    check: () => checkGithub(octokit, where, now),
  };
}
