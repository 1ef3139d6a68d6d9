import {
  Commits,
  MergeRequests,
  Packages,
  PersonalAccessTokens,
  ProjectReleases,
  Projects,
  Tags,
  Users,
} from '@gitbeaker/rest';
import { gitlabRequester } from './gitlab-requester.ts';

export type GitlabConnection = {
  readonly token: string | undefined;
  /** `https://gitlab.com`, or the address of a server, with its path where it has one. */
  readonly url: string;
  /** Milliseconds one call may take. */
  readonly timeout: number;
};

/** The parts of GitLab's REST API (v4) that Fairlead talks to, each call made once. */
export type GitlabResources = ReturnType<typeof gitlabResources>;

/** Connects gitbeaker's resources with one token to one server. */
export function gitlabResources({ timeout, token, url }: GitlabConnection) {
  const options = {
    host: url.replace(/\/+$/, ''),
    queryTimeout: timeout,
    requesterFn: gitlabRequester,
    rateLimits: {},
    ...(token === undefined ? {} : { token }),
  };
  return {
    commits: new Commits(options),
    mergeRequests: new MergeRequests(options),
    packages: new Packages(options),
    releases: new ProjectReleases(options),
    projects: new Projects(options),
    tags: new Tags(options),
    tokens: new PersonalAccessTokens(options),
    users: new Users(options),
  };
}
