import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Millis } from '#domain/ids.ts';
import { skewFault } from '../receive/verify-request.ts';

export type StandardWebhook = {
  /** The header webhook-id. */
  readonly id: string | undefined;
  /** The header webhook-timestamp, in seconds. */
  readonly timestamp: string | undefined;
  /** The header webhook-signature: `v1,` and base64, several of them separated by blanks. */
  readonly signature: string | undefined;
  /** The body as it came. */
  readonly body: Buffer;
};

export type StandardVerdict =
  | { readonly kind: 'genuine'; readonly id: string }
  | { readonly kind: 'refused'; readonly why: 'unsigned' | 'stale' | 'future' | 'mismatch' };

/** More signatures than a change of keys needs are not tried. */
const mostSignatures = 10;

/**
 * Checks a signature as Standard Webhooks 1.0.0 has it (HMAC-SHA256 over id, timestamp and raw body), and that it is at most five minutes off.
 * `token` is `whsec_` and the key in base64. Whether the id was seen before is another question.
 */
export function verifyStandardWebhook(
  { body, id = '', signature = '', timestamp = '' }: StandardWebhook,
  token: string,
  now: Millis,
): StandardVerdict {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return { kind: 'refused', why: 'unsigned' };
  const key = Buffer.from(token.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const sent = signature.split(' ', mostSignatures).flatMap((one) => /^v1,([A-Za-z0-9+/]{43}=)$/.exec(one)?.[1] ?? []);
  if (sent.length === 0) return { kind: 'refused', why: 'unsigned' };
  if (!sent.some((one) => timingSafeEqual(Buffer.from(one, 'base64'), digest)))
    return { kind: 'refused', why: 'mismatch' };
  const fault = skewFault(Number(timestamp) * 1_000, now);
  return fault === null ? { kind: 'genuine', id } : { kind: 'refused', why: fault };
}
