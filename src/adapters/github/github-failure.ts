import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { sentencePart } from '../sentence-part.ts';

/** Octokit's error for an answer that is no success; one without a response stands for a call that got none. */
const Answered = z.looseObject({
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.unknown()), data: z.unknown() }),
});
type Headers = Readonly<Record<string, unknown>>;

/** What GitHub says of a refused call: its message and, with 422, one entry per problem. */
type Refusal = { readonly message: string; readonly problems: readonly string[]; readonly codes: readonly string[] };

/**
 * Words a failed call for people. A limit (429, or 403 that says so), a 5xx, a time-out and a broken connection are FORGE_UNAVAILABLE, with the
 * time GitHub asks to wait until (REST API best practices: retry-after, else x-ratelimit-reset, else a minute). The rest is FORGE_FAILED.
 */
export function githubFailure(what: string, error: unknown, now: number): ReleaseError {
  if (error instanceof ReleaseError) return error;
  const answered = Answered.safeParse(error);
  if (!answered.success) return away(`${what} failed: GitHub gave no whole answer.`, error);
  const { status, response } = answered.data;
  const { headers } = response;
  const refusal = refusalOf(response.data);
  const limitedUntil = limitOf(status, headers, refusal, now);
  if (limitedUntil !== null) return away(`${what} failed: GitHub limits the calls of this token.`, error, limitedUntil);
  if (status >= 500 || status === 408) return away(`${what} failed: GitHub answered ${status}.`, error);
  return new ReleaseError('FORGE_FAILED', 'fatal', `${what} failed: ${adviceFor(status, refusal)}`, { cause: error });
}

/** True when GitHub refuses since there is such a release already. */
export function isAlreadyThere(error: unknown): boolean {
  const answered = Answered.safeParse(error);
  if (!answered.success || answered.data.status !== 422) return false;
  return refusalOf(answered.data.response.data).codes.includes('already_exists');
}

/** True when GitHub knows no such thing, or does not let this token see it. */
export function isNotFound(error: unknown): boolean {
  return Answered.safeParse(error).data?.status === 404;
}

function away(message: string, cause: unknown, retryAt?: number): ReleaseError {
  const options = retryAt === undefined ? { cause } : { cause, retryAt };
  return new ReleaseError('FORGE_UNAVAILABLE', 'transient', `${message} It is tried again by itself.`, options);
}

function limitOf(status: number, headers: Headers, refusal: Refusal, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return now + after * 1_000;
  const reset = Number(headers['x-ratelimit-reset']);
  if (String(headers['x-ratelimit-remaining']) === '0' && reset > 0) return reset * 1_000;
  const saysSo = /rate limit|abuse detection/i.test(refusal.message);
  return status === 429 || saysSo ? now + 60_000 : null;
}

function adviceFor(status: number, refusal: Refusal): string {
  const said = refusal.message === '' ? '' : ` GitHub says: ${refusal.message}.`;
  if (status === 401) return 'the token is wrong or has expired. Set a new one in GITHUB_TOKEN.';
  if (status === 403) return `the token has no right to it.${said} Give it the permission "Contents: read and write".`;
  if (status === 404)
    return 'there is no such repository, or the token may not see it. Check its name and the rights of the token.';
  const words = [refusal.message, ...refusal.problems].join('; ');
  if (/was used by an immutable release/i.test(words)) {
    return 'the tag name was used by an immutable release, and GitHub never gives such a name free again. Release under the next version.';
  }
  if (/immutable release/i.test(words)) {
    return 'the release is published and immutable, so only its title and notes can be changed. Publish the change under the next version.';
  }
  if (/rule violations|creations being restricted/i.test(words)) {
    return 'a rule of the repository forbids it. Let the account of the token bypass that ruleset, or choose another tag.';
  }
  const problems = refusal.problems.length === 0 ? said : ` GitHub says: ${refusal.problems.join('; ')}.`;
  return `GitHub refused it with ${status}.${problems} Correct what it names and retry the step.`;
}

const Problem = z.union([
  z.looseObject({ message: z.string().optional(), field: z.string().optional(), code: z.string().optional() }),
  z.string().transform((message) => ({ message, field: undefined, code: undefined })),
]);
const Body = z.looseObject({ message: z.string().catch(''), errors: z.array(Problem).catch([]) });

function refusalOf(data: unknown): Refusal {
  const { message, errors } = Body.catch({ message: '', errors: [] }).parse(data);
  return {
    message: sentencePart(message),
    problems: errors.map((problem) => sentencePart(problem.message ?? `${problem.field ?? ''} ${problem.code ?? ''}`)),
    codes: errors.map(({ code }) => sentencePart(code ?? '')),
  };
}
