/** One footer of a commit message; `token` as written, `value` with its line breaks. */
export type Footer = { readonly token: string; readonly value: string };

/** A value is gathered no further than this, in characters; what follows is of no use to a reader. */
const valueLimit = 8_192;
/** A message of megabytes may hold millions; no more than this many of a kind are kept. */
const most = 500;
const footerLine = /^(BREAKING[ -]CHANGE|Release note|[A-Za-z][A-Za-z0-9-]{0,99})(?::[ \t]+|:$|[ \t](?=#))(.*)$/;
/** Lists and tables of squashed commits put bullets in front of it. */
const breakingLine = /^[\s|*]{0,100}(BREAKING[ -]CHANGE):[ \t]*(.*)$/;
const breakingWord = 'BREAKING';

/**
 * The footers of a message by Conventional Commits 1.0.0 items 8 to 10: `Token: value` or `Token #value` in the last paragraphs, a value
 * reaching to the next footer. A `BREAKING CHANGE:` line is a footer wherever it stands, since people put it above their text. Time is
 * linear in the message.
 */
export function footersOf(message: string): readonly Footer[] {
  const footers: { token: string; value: string }[] = [];
  let open: { token: string; value: string } | null = null;
  let afterBlank = false;
  let breaking = 0;
  let ordinary = 0;
  let start = message.indexOf('\n') + 1;
  while (start > 0 && start <= message.length) {
    const found = message.indexOf('\n', start);
    const end = found < 0 ? message.length : found;
    const line = lineOf(message, start, end);
    start = end + 1;
    const footer = readFooter(line, afterBlank || open !== null);
    if (footer !== null) {
      open = footer;
      const isBreaking = footer.token.startsWith(breakingWord);
      const count = isBreaking ? breaking++ : ordinary++;
      if (count < most) footers.push(footer);
    } else if (open !== null && open.value.length < valueLimit) {
      open.value += `\n${line}`;
    }
    afterBlank = line === '' || line.trim() === '';
  }
  return footers;
}

function lineOf(message: string, start: number, end: number): string {
  const withoutReturn = end > start && message.charCodeAt(end - 1) === 13 ? end - 1 : end;
  return message.slice(start, Math.min(withoutReturn, start + valueLimit));
}

function readFooter(line: string, mayBegin: boolean): { token: string; value: string } | null {
  const match =
    (mayBegin ? footerLine.exec(line) : null) ?? (line.includes(breakingWord) ? breakingLine.exec(line) : null);
  return match === null ? null : { token: match[1] ?? '', value: match[2] ?? '' };
}
