/** One word of a command line. A quoted one is never a flag or a subcommand. */
export type Token = { readonly text: string; readonly isQuoted: boolean };

export type SplitArguments =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  /** A double quote that never ends; `rest` is what stands behind it. */
  | { readonly kind: 'unclosed_quote'; readonly rest: string };

const doubles = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02';
const singles = "'\u2018\u2019\u201a\u201b\u2039\u203a";
const dashes = '\u2010-\u2015\u2212\ufe58\ufe63\uff0d';

const doubleQuoted = new RegExp(`[${doubles}]([^${doubles}]*)[${doubles}]`, 'uy');
const singleQuoted = new RegExp(`[${singles}](.*?)[${singles}](?=[\\s,]|$)`, 'uy');
const openDouble = new RegExp(`[${doubles}]`, 'uy');
const plainRun = new RegExp(`[=,]|[${singles}]?[^\\s=,${doubles}${singles}]*`, 'uy');
const dashesInFront = new RegExp(`^[-${dashes}]*[${dashes}][-${dashes}]*(?=\\p{L})`, 'u');

/**
 * Splits a line as people type it in Slack. Straight, curly and foreign quotes are the same quotes; an apostrophe inside a word stays
 * (`it's`); a long dash in front of a word is the `--` that the client made it from. Backslashes mean nothing.
 */
export function splitArguments(line: string): SplitArguments {
  const tokens: Token[] = [];
  let at = skipSpace(line, 0);
  while (at < line.length) {
    const read = readToken(line, at);
    if (read === null) return { kind: 'unclosed_quote', rest: line.slice(at) };
    tokens.push(read.token);
    at = skipSpace(line, read.end);
  }
  return { kind: 'tokens', tokens };
}

/** A line with the long dashes in front of its words as the `--` they were made from; what is quoted counts as words, too. */
export function withPlainDashes(line: string): string {
  return line
    .split(' ')
    .map((word) => word.replace(dashesInFront, '--'))
    .join(' ');
}

function readToken(line: string, start: number): { readonly token: Token; readonly end: number } | null {
  let text = '';
  let end = start;
  let isQuoted = false;
  while (end < line.length && line[end] !== ' ') {
    const mayQuote = end === start || line[end - 1] === '=' || line[end - 1] === ',';
    const quoted = matchAt(doubleQuoted, line, end) ?? (mayQuote ? matchAt(singleQuoted, line, end) : null);
    if (quoted !== null) {
      isQuoted ||= end === start;
      text += quoted[1] ?? '';
      end += quoted[0].length;
      continue;
    }
    if (matchAt(openDouble, line, end) !== null) return null;
    const run = matchAt(plainRun, line, end)?.[0] || (line[end] ?? '');
    text += run;
    end += run.length;
  }
  return { token: { text: isQuoted ? text : text.replace(dashesInFront, '--'), isQuoted }, end };
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return at;
}
