import type { Span } from '../edits.ts';

const version = String.raw`\d{1,16}\.\d{1,16}\.\d{1,16}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?`;
const whole = new RegExp(`^${version}$`);

/** Whether a text is a version of three numbers and what SemVer 2.0.0 lets follow them. */
export function isVersionWord(text: string): boolean {
  return text.length <= 256 && whole.test(text);
}

/** Where the first version stands in a stretch of text, a `v` before it not included; null where there is none. */
export function firstVersionIn(text: string, { start, end }: Span): Span | null {
  const line = text.slice(start, end);
  const match = new RegExp(`(?<![\\w.+-])(?:v|V)?(${version})|(?<=[\\w.]-)v?(${version})`).exec(line);
  if (match === null) return null;
  const word = match[1] ?? match[2] ?? '';
  const from = start + match.index + match[0].length - word.length;
  return { start: from, end: from + word.length };
}

/** Where the version of an image stands: the tag of `name:1.4.2` or `v1.4.2`, or the whole word; null for a digest and anything else. */
export function imageVersionIn(text: string, span: Span): Span | null {
  const value = text.slice(span.start, span.end);
  if (value.includes('@')) return null;
  const tag = value.slice(value.lastIndexOf(':') + 1);
  const word = tag.replace(/^[vV](?=\d)/, '');
  return isVersionWord(word) ? { start: span.end - word.length, end: span.end } : null;
}
