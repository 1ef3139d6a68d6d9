import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Millis } from '#domain/ids.ts';

/** How far a request's timestamp may be from now, either way. */
export const longestSkew: Millis = 5 * 60_000;

/** What is wrong with the moment a request says it was sent at; null when it is near enough to now. */
export function skewFault(sentAt: Millis, now: Millis): 'stale' | 'future' | null {
  const skew = sentAt - now;
  if (Math.abs(skew) <= longestSkew) return null;
  return skew < 0 ? 'stale' : 'future';
}

export type SignedRequest = {
  /** The header x-slack-request-timestamp, in seconds. */
  readonly timestamp: string | undefined;
  /** The header x-slack-signature. */
  readonly signature: string | undefined;
  /** The body as it came, before any decoding. */
  readonly body: Buffer;
};

export type Verdict =
  | { readonly kind: 'genuine'; readonly signature: string }
  | { readonly kind: 'refused'; readonly why: 'unsigned' | 'stale' | 'future' | 'mismatch' };

/**
 * Checks a request signature as Slack describes it (`v0`, HMAC-SHA256 over version, timestamp and raw body) and refuses requests more
 * than five minutes old or ahead. Whether a request was seen before is another question: see the replay guard.
 */
export function verifyRequest(request: SignedRequest, signingSecret: string, now: Millis): Verdict {
  const { timestamp = '', signature = '', body } = request;
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature))
    return { kind: 'refused', why: 'unsigned' };
  const fault = skewFault(Number(timestamp) * 1_000, now);
  if (fault !== null) return { kind: 'refused', why: fault };
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const isSame = timingSafeEqual(Buffer.from(`v0=${digest}`), Buffer.from(signature));
  return isSame ? { kind: 'genuine', signature } : { kind: 'refused', why: 'mismatch' };
}
