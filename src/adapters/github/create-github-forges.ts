import { Octokit } from '@octokit/rest';
import { ReleaseError } from '#errors.ts';
import type { Forge, Forges } from '#ports/forge.ts';
import { fetchWithin } from '../fetch-within.ts';
import { githubForge } from './github-forge.ts';

export type GithubForgesOptions = {
  readonly token: string | undefined;
  /** `https://api.github.com`, or `https://host/api/v3` of an enterprise server. */
  readonly apiUrl: string;
  /** Milliseconds one call may take. */
  readonly timeout?: number;
  readonly now?: () => number;
};

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Forges on GitHub by @octokit/rest, which comes without its retry and throttling plugins: each call is made once, and the engine asks
 * what became of it before it makes another.
 */
export function createGithubForges(options: GithubForgesOptions): Forges {
  const timeout = options.timeout ?? 30_000;
  const octokit = new Octokit({
    ...(options.token === undefined ? {} : { auth: options.token }),
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: 'fairlead',
    log: silent,
    request: { retries: 0, fetch: fetchWithin(timeout) },
  });
  return {
    of: ({ repository }): Forge => {
      const [owner, repo, ...rest] = repository.split('/');
      if (!owner || !repo || rest.length > 0) {
        throw new ReleaseError('FORGE_FAILED', 'fatal', `${repository} is not owner/name. Correct it in fairlead.yml.`);
      }
      return githubForge(octokit, { owner, repo }, { timeout, now: options.now ?? Date.now });
    },
  };
}
