import { cleanText } from './clean-text.ts';
import type { Commit, Trailer } from './commit.ts';
import type { Footer } from './footers.ts';

const breakingLimit = 1_000;
const trailerLimit = 1_000;
const noteLimit = 4_000;
const mostTrailers = 100;
const mostNoteLines = 200;
const skipWords: ReadonlySet<string> = new Set(['skip', 'none', 'no', 'ignore']);
const skipMarker = /\[(?:skip[ -]changelog|changelog[ -]skip|no[ -]changelog)\]/i;
/** How far a message is read for a skip marker, in characters. */
const scanned = 65_536;

/** The footers as a commit carries them: one clean line each, the first hundred. */
export function trailersOf(footers: readonly Footer[]): Trailer[] {
  return footers
    .slice(0, mostTrailers)
    .map(({ token, value }) => ({ token, value: cleanText(value.trim(), trailerLimit) }));
}

/** What breaks, by the footer of Conventional Commits 1.0.0 item 12 (all of them, when there are several) or else by the mark of item 13. */
export function breakingOf(footers: readonly Footer[], hasMark: boolean, subject: string): Commit['breaking'] {
  const notes = footers.filter(({ token }) => token === 'BREAKING CHANGE' || token === 'BREAKING-CHANGE');
  if (notes.length === 0) return hasMark ? { text: subject } : null;
  const text = cleanText(notes.map(({ value }) => value.trim()).join(' '), breakingLimit);
  return { text: text === '' ? subject : text };
}

/** The version a `Release-As` footer asks for, as written; the last one counts. */
export function releaseAsOf(footers: readonly Footer[]): string | null {
  const asked = footers.findLast(({ token }) => token.toLowerCase() === 'release-as');
  return asked === undefined ? null : cleanText(asked.value.trim(), 100) || null;
}

/** Words for readers by a `Release-note` footer, line by line; null when there are none or they are `none`. */
export function noteOf(footers: readonly Footer[]): string | null {
  const written = footers.findLast(({ token }) => /^release[ -]notes?$/i.test(token));
  if (written === undefined) return null;
  const lines = written.value.split('\n', mostNoteLines).map((line) => cleanText(line.trim(), noteLimit));
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' || text.toLowerCase() === 'none' ? null : text;
}

/** Whether the author asked that no changelog tells of the commit: a marker in the message, or a footer `Changelog: skip`. */
export function isSkipped(message: string, footers: readonly Footer[]): boolean {
  const asked = footers.some(
    ({ token, value }) => token.toLowerCase() === 'changelog' && skipWords.has(value.trim().toLowerCase()),
  );
  if (asked || !message.includes('[')) return asked;
  return skipMarker.test(message.length > scanned ? message.slice(0, scanned) : message);
}
