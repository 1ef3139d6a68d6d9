import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Digest } from './ids.ts';
import { wellFormed } from './well-formed.ts';

/** SHA-256 in hex over the canonical JSON (RFC 8785) of a value: equal content, equal digest, whatever the order of keys. */
export function digestOf(value: unknown): Digest {
  const text = canonicalize(wellFormed(value));
  if (text === undefined) throw new TypeError('A value without a JSON form has no digest.');
  return Digest.parse(createHash('sha256').update(text).digest('hex'));
}
