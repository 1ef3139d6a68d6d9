/**
 * What a person typed, without what Slack clients and keyboards add to it: links and entities are turned back into their text, every kind
 * of space is a space, invisible and control characters go. Quotes and dashes stay; `splitArguments` reads them where they stand.
 */
export function typedText(text: string): string {
  return text
    .replace(/<(?:https?|mailto|tel):[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?|mailto|tel):[^<>|]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}
