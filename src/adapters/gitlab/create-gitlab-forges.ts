import type { Forges } from '#ports/forge.ts';
import { checkGitlab } from './check-gitlab.ts';
import { gitlabCall } from './gitlab-failure.ts';
import { gitlabMergeRequests } from './gitlab-merge-requests.ts';
import { gitlabPackages } from './gitlab-packages.ts';
import { gitlabReleases } from './gitlab-releases.ts';
import { gitlabResources } from './gitlab-resources.ts';

export type GitlabForgesOptions = {
  readonly token: string | undefined;
  /** `https://gitlab.com`, or the address of a server, with its path where it has one. */
  readonly url: string;
  /** Milliseconds one call may take. */
  readonly timeout?: number;
  readonly now?: () => number;
};

/**
 * Forges on GitLab by @gitbeaker/rest, whose own retries are taken out: each call is made once, and the engine asks what became of it before
 * it makes another.
 */
export function createGitlabForges(options: GitlabForgesOptions): Forges {
  const now = options.now ?? Date.now;
  const connection = { token: options.token, url: options.url, timeout: options.timeout ?? 30_000 };
  const resources = gitlabResources(connection);
  const call = gitlabCall(now);
  return {
    of: ({ repository }) => ({
      ...gitlabReleases(resources, repository, call),
      ...gitlabPackages(resources, connection, repository, call),
      ...gitlabMergeRequests(resources, repository, call),
      check: () => checkGitlab(resources, repository, now),
    }),
  };
}
