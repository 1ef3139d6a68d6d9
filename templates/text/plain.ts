/**
 * One harmless line of what somebody wrote: line breaks and control characters become spaces, invisible and bidirectional marks go, and the
 * rest is cut to `limit` UTF-16 units, as Slack counts, never inside a character, with an ellipsis.
 */
export function plain(text: string, limit: number): string {
  const line = harmless(text.slice(0, limit * 8 + 64))
    .replace(/\s+/gu, ' ')
    .trim();
  return cut(line, limit, text.length > limit * 8 + 64);
}

/** The same for what has lines, such as the output of a command: line breaks stay. The end is kept when it is too long, for that is where errors are. */
export function plainLines(text: string, limit: number): string {
  const lines = text
    .slice(-(limit * 8 + 64))
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/u)
    .map((line) => harmless(line.replaceAll('\t', '  ')).trimEnd())
    .join('\n')
    .trim();
  if (lines.length <= limit) return lines;
  return `\u2026${lines.slice(-(limit - 1)).replace(/^[\uDC00-\uDFFF]/, '')}`;
}

function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

function cut(line: string, limit: number, isCutAlready: boolean): string {
  if (line.length <= limit && !isCutAlready) return line;
  const kept = line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}\u2026`;
}
