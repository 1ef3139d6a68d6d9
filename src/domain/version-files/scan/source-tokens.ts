/** A word, number, string, mark or line end of a program. For a string `start` and `end` stand inside its quotes. Comments are left out. */
export type SourceToken = {
  readonly kind: 'word' | 'string' | 'mark' | 'line';
  /** What stands there: of a string its content as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** What of a language matters for telling code from comments and strings. */
export type SourceLanguage = {
  readonly comment: RegExp;
  /** Strings, with the quotes in group 1. What is not closed runs to the end of its line, or of the text. */
  readonly string: RegExp;
};

const tripleDouble = String.raw`(""")[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*(?:"""|$(?![\s\S]))`;
const tripleSingle = String.raw`(''')[^'\\]*(?:(?:\\[\s\S]|'{1,2}(?!'))[^'\\]*)*(?:'''|$(?![\s\S]))`;
const double = String.raw`(")[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*(?:"|\\?(?=[\r\n]|$(?![\s\S])))`;
const single = String.raw`(')[^'\\\r\n]*(?:\\[^\r\n][^'\\\r\n]*)*(?:'|\\?(?=[\r\n]|$(?![\s\S])))`;
const allStrings = new RegExp(`${tripleDouble}|${tripleSingle}|${double}|${single}`, 'y');
const slashes = /\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?/y;

/** Groovy and Kotlin, as build scripts use them: no slashy strings, no comments inside comments. */
export const gradleLanguage: SourceLanguage = { comment: slashes, string: allStrings };
/** Python and Elixir. */
export const hashLanguage: SourceLanguage = { comment: /#[^\r\n]*/y, string: allStrings };
/** Ruby, with its block comments. Here-documents are read as code. */
export const rubyLanguage: SourceLanguage = {
  comment: /#[^\r\n]*|(?<![^\r\n\ufeff])=begin\b[\s\S]*?(?:\n=end[^\r\n]*|$(?![\s\S]))/y,
  string: new RegExp(`${double}|${single}`, 'y'),
};

const space = /[^\S\r\n]+|\ufeff/y;
const word = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*/uy;

/** The tokens of a program, in time linear in the text. Never refuses: what it does not know is a mark of one character. */
export function sourceTokens(text: string, language: SourceLanguage): readonly SourceToken[] {
  const tokens: SourceToken[] = [];
  for (let at = 0; at < text.length; ) {
    const blank = lengthOf(space, text, at) || lengthOf(language.comment, text, at);
    if (blank > 0) {
      at += blank;
      continue;
    }
    const token = tokenAt(text, at, language);
    tokens.push(token.token);
    at = token.next;
  }
  return tokens;
}

function tokenAt(text: string, at: number, language: SourceLanguage) {
  const string = stringAt(text, at, language);
  if (string !== null) return string;
  const length = lengthOf(word, text, at) || (text.startsWith('\r\n', at) ? 2 : 1);
  const end = at + length;
  const what = text.slice(at, end);
  const kind = /[\r\n]/.test(what) ? ('line' as const) : wordOrMark(text, at);
  return { token: { kind, text: what, start: at, end }, next: end };
}

function wordOrMark(text: string, at: number): 'word' | 'mark' {
  return lengthOf(word, text, at) > 0 ? 'word' : 'mark';
}

function stringAt(text: string, at: number, language: SourceLanguage) {
  language.string.lastIndex = at;
  const match = language.string.exec(text);
  if (match === null) return null;
  const quote = match.slice(1).find((group) => group !== undefined) ?? '"';
  const next = at + match[0].length;
  const isClosed = match[0].length >= 2 * quote.length && match[0].endsWith(quote);
  const [start, end] = [at + quote.length, isClosed ? next - quote.length : next];
  return { token: { kind: 'string' as const, text: text.slice(start, end), start, end }, next };
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
