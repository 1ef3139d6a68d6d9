import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { z } from 'zod';

/**
 * What a failed Web API call tells about its effect. `limited`, `unsent` and `refused` did nothing; after `unknown` (a timeout, a dropped
 * connection, a 5xx, internal_error, fatal_error) the effect may have happened.
 */
export type CallFailure =
  | { readonly kind: 'limited' /** Milliseconds. */; readonly retryAfter: number }
  | { readonly kind: 'unsent'; readonly cause: unknown }
  | { readonly kind: 'unknown'; readonly cause: unknown }
  | Refusal;

/** Slack understood the call and said no. `reason` is Slack's error word; `needed` the scopes it named. */
export type Refusal = {
  readonly kind: 'refused';
  readonly reason: string;
  readonly needed: readonly string[];
  readonly cause: unknown;
};

const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const unknownReasons = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
const limitedReasons = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const assumedRetryAfter = 30_000;

/** Sorts an error of the Web API client. Anything it does not know counts as `unknown`, the cautious answer. */
export function classifyFailure(error: unknown): CallFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfter: error.retryAfter * 1_000 };
  if (error instanceof WebAPIPlatformError) return classifyAnswer(error);
  if (
    error instanceof WebAPIHTTPError &&
    error.statusCode >= 400 &&
    error.statusCode < 500 &&
    error.statusCode !== 408
  ) {
    return { kind: 'refused', reason: `http_${error.statusCode}`, needed: [], cause: error };
  }
  if (error instanceof WebAPIRequestError && isUnsent(error.original)) return { kind: 'unsent', cause: error };
  return { kind: 'unknown', cause: error };
}

const Word = z.string().regex(/^[a-z0-9_]{1,80}$/);
const Scopes = z.string().regex(/^[a-z0-9_:.,\s-]{1,200}$/);

function classifyAnswer(error: WebAPIPlatformError): CallFailure {
  const data: unknown = error.data;
  const answer = z.object({ error: Word, needed: Scopes.optional().catch(undefined) }).safeParse(data);
  // An answer that is not Slack's (a proxy's page, cut JSON) says nothing about the effect, and its text is never repeated.
  if (!answer.success || unknownReasons.has(answer.data.error)) return { kind: 'unknown', cause: error };
  const reason = answer.data.error;
  if (limitedReasons.has(reason)) return { kind: 'limited', retryAfter: assumedRetryAfter };
  const needed = (answer.data.needed ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  return { kind: 'refused', reason, needed, cause: error };
}

/** Whether a call ended by our own timeout: Slack may still be at work on it, so its effect can show up later. */
export function isTimeout(cause: unknown): boolean {
  for (let current = cause; current instanceof Error; current = current.cause) {
    if (current.name === 'TimeoutError') return true;
  }
  return false;
}

function isUnsent(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && unsentCodes.has(current.code)) return true;
    if (current instanceof AggregateError && current.errors.length > 0) return current.errors.every(isUnsent);
  }
  return false;
}
