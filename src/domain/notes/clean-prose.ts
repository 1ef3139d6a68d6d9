/**
 * Makes what somebody wrote over several lines harmless: line ends become `\n`, control, invisible and bidirectional characters go, tabs
 * become spaces, and lines keep their indentation. No more than `limit` UTF-16 units are looked at.
 */
export function cleanProse(text: string, limit: number): string {
  return text
    .slice(0, limit)
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/u)
    .map((line) =>
      line
        .replaceAll('\t', '    ')
        .replace(/[\p{Cc}]+/gu, ' ')
        .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
        .replace(/\p{Cs}/gu, '\ufffd')
        .trimEnd(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
