/** The longest a Retry-After is believed. */
const LONGEST = 3_600_000;

/** Epoch milliseconds a Retry-After header names, in either form of RFC 9110 10.2.3; at most an hour from now, undefined when it is missing or malformed. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const at = /^\d{1,10}$/.test(value) ? now + Number(value) * 1_000 : Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at, now), now + LONGEST);
}
