/** One footer of a commit message; `token` as written. */
export type Footer = { readonly token: string; readonly value: string };

/** A value is gathered no further than this, in characters; what follows is of no use to a reader. */
const valueLimit = 8_192;
const footerLine = /^(BREAKING CHANGE|BREAKING-CHANGE|[A-Za-z][A-Za-z0-9-]*)(?::[ \t]+|:$|[ \t](?=#))(.*)$/;
const breakingLine = /^BREAKING[ -]CHANGE:/;

/**
 * The footers of a message by Conventional Commits 1.0.0 items 8 to 10: `Token: value` or `Token #value` in the last paragraphs, a value
 * reaching to the next footer. A `BREAKING CHANGE:` line is a footer wherever it stands, since people put it above their text.
 */
export function footersOf(message: string): readonly Footer[] {
  const footers: { token: string; value: string }[] = [];
  let open: { token: string; value: string } | null = null;
  let afterBlank = false;
  for (const line of bodyLines(message)) {
    const match = footerLine.exec(line.length > valueLimit ? line.slice(0, valueLimit) : line);
    if (match !== null && (afterBlank || open !== null || breakingLine.test(line))) {
      open = { token: match[1] ?? '', value: match[2] ?? '' };
      footers.push(open);
    } else if (open !== null) {
      if (open.value.length < valueLimit) open.value += `\n${line}`;
    }
    afterBlank = line.trim() === '';
  }
  return footers;
}

/** Lines after the title, one at a time: a message may be megabytes long. */
function* bodyLines(message: string): Generator<string> {
  let start = message.indexOf('\n') + 1;
  if (start === 0) return;
  while (start <= message.length) {
    const found = message.indexOf('\n', start);
    const end = found < 0 ? message.length : found;
    yield message.slice(start, end).replace(/\r$/, '');
    start = end + 1;
  }
}
