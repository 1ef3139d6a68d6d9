import { formatDuration } from '#domain/duration.ts';
import { boundedFetch, type Fetch, type HttpAnswer, type HttpRequest } from './bounded-fetch.ts';
import { retryAfter } from './retry-after.ts';

/** Headers that name seconds until more may be asked, where Retry-After is missing. */
const resets = ['x-ratelimit-reset', 'ratelimit-reset'];
const longest = 3_600_000;

/** Asks like `boundedFetch`. While the other side wants to be left alone nothing is sent, and that is the answer. */
export type PatientFetch = (request: HttpRequest) => Promise<HttpAnswer>;

/** Remembers of one address how long it asked to be left alone: a 429 or 503 with Retry-After (RFC 9110 10.2.3), or a 429 with the seconds until its limit is reset. */
export function createPatientFetch(now: () => number, fetch?: Fetch): PatientFetch {
  let quietUntil = 0;
  return async (request) => {
    const left = quietUntil - now();
    if (left > 0) {
      const whole = Math.ceil(left / 1_000) * 1_000;
      return { kind: 'no_answer', why: `asked not to be called for another ${formatDuration(whole)}`, unsent: true };
    }
    const answer = await boundedFetch(request, fetch);
    if (answer.kind === 'answer') quietUntil = Math.max(quietUntil, quietAfter(answer, now()));
    return answer;
  };
}

function quietAfter({ status, headers }: Extract<HttpAnswer, { kind: 'answer' }>, now: number): number {
  if (status !== 429 && status !== 503) return 0;
  const told = retryAfter(headers, now);
  if (told !== undefined || status === 503) return told ?? 0;
  const seconds = resets.map((name) => Number(headers.get(name) ?? Number.NaN)).find((each) => each > 0);
  return seconds === undefined ? 0 : now + Math.min(longest, seconds * 1_000);
}
