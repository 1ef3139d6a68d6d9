import type { Redact } from './redactor.ts';

/** CSI, OSC, DCS, SOS, PM and APC sequences and the two-character escapes of ECMA-48, in the 7-bit and the 8-bit form. */
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;
/** Controls besides tab and line feed, and characters that turn the direction of text around or hide in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * Makes what a program printed fit to be shown: no escape sequences, no control characters but tab and line feed, no secrets. Secrets are
 * looked for last, so that one cut up by colours is found too.
 */
export function plainOutput(bytes: Uint8Array, redact: Redact): string {
  return redact(withoutControls(new TextDecoder().decode(bytes)));
}

/** What another system said, as one line of at most 500 characters without controls. */
export function plainSentence(text: string): string {
  return firstCharacters(withoutControls(text).replace(/\s+/g, ' ').trim(), 500);
}

function withoutControls(text: string): string {
  return text.replace(escapes, '').replace(/\r\n?/g, '\n').replace(controls, '');
}

/** The last `limit` characters (UTF-16 units), never half of one that takes two. */
export function lastCharacters(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(-limit);
  return isLowSurrogate(end) ? end.slice(1) : end;
}

/** The first `limit` characters (UTF-16 units), never half of one that takes two. */
export function firstCharacters(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return isLowSurrogate(text.slice(limit)) ? text.slice(0, limit - 1) : text.slice(0, limit);
}

function isLowSurrogate(text: string): boolean {
  const unit = text.charCodeAt(0);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
