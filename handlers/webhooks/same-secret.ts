import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a secret that was sent with the one that is known, in a time that tells neither its letters nor its length. */
export function isSameSecret(sent: string, known: string): boolean {
  return timingSafeEqual(digestOf(sent), digestOf(known));
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
