import { cleanText } from './clean-text.ts';
import { firstLine } from './first-line.ts';
import { isForgeMerge } from './pull-request-of.ts';

const titleLimit = 300;
const scopeLimit = 100;
/** The scope ends at the first bracket that a colon follows, so it may hold brackets and the subject may, too. */
const pattern = /^([A-Za-z][\w-]{0,49})(?:\((.{0,200}?)\))?(!)?:[ \t]+(.+)$/;
/** Azure DevOps puts the number in front of the title. */
const numbered = /^Merged PR \d{1,12}: /;

/** What forges put below their sentence when there is no title. */
const tellsNothing = /^(?:[*#-]|See merge request |[A-Za-z-]+-by: )/;

/** The first line of a message, read by Conventional Commits 1.0.0 items 1 to 5 and 13. */
export type Header = {
  /** Lower case; null when the title is not conventional, and then `subject` is the whole title. */
  readonly type: string | null;
  readonly scope: string | null;
  readonly hasMark: boolean;
  readonly subject: string;
};

/** Reads a title that is a single line. Never refuses. */
export function readHeader(title: string): Header {
  const whole = cleanText(title, titleLimit * 2);
  const clean = whole.startsWith('Merged PR ') ? whole.replace(numbered, '') : whole;
  const [, type, scope, mark, subject] = pattern.exec(clean) ?? [];
  if (type === undefined || subject === undefined)
    return { type: null, scope: null, hasMark: false, subject: cleanText(clean, titleLimit) || '(no message)' };
  return {
    type: type.toLowerCase(),
    scope: scope === undefined ? null : cleanText(scope.trim(), scopeLimit) || null,
    hasMark: mark === '!',
    // A clean line stays clean when its end is cut out, so only its length is left to look at.
    subject: subject.length > titleLimit ? cleanText(subject, titleLimit) : subject,
  };
}

/**
 * The line that says what a commit is: its first that is not blank. Where a squash bears only the forge's own sentence ("Merged in cart
 * (pull request #12)"), the line after it, since nothing else tells what was merged; a true merge keeps its sentence.
 */
export function titleOf(message: string, isMerge: boolean): string {
  const text = message.slice(0, titleLimit * 16).trimStart();
  const first = firstLine(text);
  if (isMerge || !isForgeMerge(first)) return first;
  const next = firstLine(text.slice(first.length).trimStart());
  return next === '' || tellsNothing.test(next) ? first : next;
}
