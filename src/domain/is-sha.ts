import type { Sha } from './ids.ts';

/** True for a full git object name, SHA-1 or SHA-256. The same as the schema, for programs that must start without it. */
export function isSha(text: string): text is Sha {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text);
}
