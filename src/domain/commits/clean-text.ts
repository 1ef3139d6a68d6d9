/** Printable ASCII in words with one space between them: what most titles are, and nothing to clean. */
const plain = /^[!-~]+(?: [!-~]+)*$/;
/** The same with any white space: what most footers are. */
const common = /^[ -~\t\r\n]*$/;

/**
 * Makes one harmless line of what somebody wrote: line breaks and control characters become spaces, invisible and bidirectional marks go,
 * runs of space become one, and the rest is cut to `limit` code points with an ellipsis. Joiners stay: scripts and emoji need them.
 */
export function cleanText(text: string, limit: number): string {
  if (text === '' || (text.length <= limit && plain.test(text))) return text;
  // Nothing this far behind survives the cut, so a title of megabytes costs no more than a long one.
  const bounded = text.slice(0, limit * 8 + 64);
  const line = common.test(bounded) ? bounded.replace(/\s+/g, ' ').trim() : harmless(bounded);
  if (line.length > limit) {
    const points = Array.from(line);
    if (points.length > limit)
      return `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}\u2026`;
  }
  return bounded.length < text.length ? `${line}\u2026` : line;
}

function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\s+/gu, ' ')
    .trim();
}
