import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { HttpAnswer } from '../http/bounded-fetch.ts';
import { retryAfter } from '../http/retry-after.ts';
import { plainSentence } from '../plain-text.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** How a CI system is spoken of. */
export type CiVendor = {
  /** As a subject of a sentence, such as `GitHub`. */
  readonly name: string;
  readonly tokenEnv: string;
  /** What the token must be allowed to do, as a phrase. */
  readonly rights: string;
  /** What was not found, where something was not. */
  readonly place: string;
  /** Takes secrets out of what the other side says. */
  readonly redact: (text: string) => string;
};

/** A fault that passes: the same request is worth making again, from `retryAt` on where a time was named. */
export function unavailable(message: string, retryAt?: number): ReleaseError {
  return new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', message, retryAt === undefined ? {} : { retryAt });
}

/** What an answer that is no success means: away for now (408, 429, 5xx, a limit that is told with 403), or refused for good and what to do. */
export function ciRefusal(vendor: CiVendor, answer: Answered, now: number): ReleaseError {
  const { headers, status } = answer;
  const said = saidBy(vendor, answer.text);
  const quoted = said === '' ? '' : ` It says: ${said}.`;
  const limitedUntil = limitOf(status, headers, said, now);
  if (limitedUntil !== null) return unavailable(`${vendor.name} limits the calls of this token.`, limitedUntil);
  if (status >= 500 || status === 408)
    return unavailable(`${vendor.name} answered ${status}.${quoted}`, retryAfter(headers, now));
  return new ReleaseError('DEPLOYER_FAILED', 'fatal', `${meaningOf(vendor, status)}${quoted}`);
}

/** GitHub's documented ways (REST API best practices) and those of others: Retry-After, else x-ratelimit-reset, else a minute. */
function limitOf(status: number, headers: Headers, said: string, now: number): number | null {
  const isLimit = status === 429 || (status === 403 && isAboutLimits(headers, said));
  if (!isLimit) return null;
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? 0) * 1_000;
  return retryAfter(headers, now) ?? (reset > now ? Math.min(reset, now + 3_600_000) : now + 60_000);
}

function isAboutLimits(headers: Headers, said: string): boolean {
  return (
    headers.has('retry-after') ||
    headers.get('x-ratelimit-remaining') === '0' ||
    /rate limit|abuse detection/i.test(said)
  );
}

function meaningOf({ name, place, rights, tokenEnv }: CiVendor, status: number): string {
  if (status === 401) return `${name} wants a token, or another one. Set a valid one in ${tokenEnv}.`;
  if (status === 403) return `${name} does not allow this to the token in ${tokenEnv}. Give it ${rights}.`;
  if (status === 404) return `${name} shows no ${place} to the token in ${tokenEnv}. Check the names and its rights.`;
  if (status >= 300 && status < 400)
    return `${name} answered ${status} with another address, which is not followed. Configure the address it leads to.`;
  return `${name} refused the deployment with ${status}. Correct what it names and retry the step.`;
}

const Said = z.looseObject({ message: z.unknown().optional(), error: z.unknown().optional() });

function saidBy(vendor: CiVendor, text: string): string {
  try {
    const { message, error } = Said.parse(JSON.parse(text));
    return plainSentence(vendor.redact(inWords(message ?? error ?? '')))
      .slice(0, 200)
      .replace(/\.$/, '');
  } catch {
    return '';
  }
}

function inWords(data: unknown): string {
  if (typeof data === 'string') return data;
  if (Array.isArray(data)) return data.map(inWords).join(', ');
  if (typeof data !== 'object' || data === null) return '';
  return Object.entries(data)
    .map(([field, problem]) => (field === 'base' ? inWords(problem) : `${field} ${inWords(problem)}`))
    .join('; ');
}
