import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Digest } from './ids.ts';
import { wellFormed } from './well-formed.ts';

/** SHA-256 in hex over a text as UTF-8. */
export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 in hex over the canonical JSON (RFC 8785) of a value: equal content, equal digest, whatever the order of keys. */
export function digestOf(value: unknown): Digest {
  // JSON.stringify writes a lone surrogate as an escape and every other character as itself: most values need no second copy.
  const mayBeIll = /\\ud[89a-f]/.test(JSON.stringify(value) ?? '');
  const text = canonicalize(mayBeIll ? wellFormed(value) : value);
  if (text === undefined) throw new TypeError('A value without a JSON form has no digest.');
  return Digest.parse(createHash('sha256').update(text).digest('hex'));
}
