import { ReleaseError } from '#errors.ts';
import { GitlabRefusal } from './gitlab-refusal.ts';

/** Does one thing on GitLab; a failure is worded with what was tried. */
export type GitlabCall = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** A caller that words failures by gitlabFailure, with this clock for "wait until". */
export function gitlabCall(now: () => number): GitlabCall {
  return async (what, work) => {
    try {
      return await work();
    } catch (error) {
      throw gitlabFailure(what, error, now());
    }
  };
}

/**
 * Words a failed call for people. A limit (429), a 5xx, a time-out and a broken connection are FORGE_UNAVAILABLE, with the time GitLab asks
 * to wait until (Retry-After, else RateLimit-Reset, else a minute). The rest is FORGE_FAILED.
 */
export function gitlabFailure(what: string, error: unknown, now: number): ReleaseError {
  if (error instanceof ReleaseError) return error;
  if (!(error instanceof GitlabRefusal)) return away(`${what} failed: GitLab gave no whole answer.`, error);
  const { status } = error;
  if (status === 429) return away(`${what} failed: GitLab limits the calls of this token.`, error, limitOf(error, now));
  if (status >= 500 || status === 408) return away(`${what} failed: GitLab answered ${status}.`, error);
  return new ReleaseError('FORGE_FAILED', 'fatal', `${what} failed: ${adviceFor(error)}`, { cause: error });
}

/** True when GitLab has no such thing, or does not let this token see it. */
export function isNotFound(error: unknown): boolean {
  return error instanceof GitlabRefusal && error.status === 404;
}

/** True when GitLab has such a release already. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof GitlabRefusal && error.status === 409;
}

function away(message: string, cause: unknown, retryAt?: number): ReleaseError {
  const options = retryAt === undefined ? { cause } : { cause, retryAt };
  return new ReleaseError('FORGE_UNAVAILABLE', 'transient', `${message} It is tried again by itself.`, options);
}

function limitOf({ headers }: GitlabRefusal, now: number): number {
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return now + after * 1_000;
  const reset = Number(headers['ratelimit-reset']);
  return reset > 0 ? Math.max(now, reset * 1_000) : now + 60_000;
}

function adviceFor({ status, said }: GitlabRefusal): string {
  const quoted = said === '' ? '' : ` GitLab says: ${said}.`;
  if (status >= 300 && status < 400) {
    return 'the project has moved. Correct the repository of its forge in fairlead.yml, and GITLAB_URL.';
  }
  if (status === 401) return 'the token is wrong or has expired. Set a new one in GITLAB_TOKEN.';
  if (status === 403) {
    return `the token has no right to it.${quoted} Give it the scope "api" and the role Developer, or the role that protected tags ask for.`;
  }
  if (status === 404) {
    return 'there is no such project, or the token may not see it. Check its path and the rights of the token.';
  }
  return `GitLab refused it with ${status}.${quoted} Correct what it names and retry the step.`;
}
