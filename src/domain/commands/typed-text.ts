/**
 * What a person typed, without what Slack clients and keyboards add to it: links and entities are turned back into their text, every kind
 * of space is a space, invisible and control characters go. What makes text read in another order than it is written stays, so that it is
 * refused and not taken for what it looks like. Quotes and dashes stay; `splitArguments` reads them where they stand.
 */
export function typedText(text: string): string {
  return text
    .replace(/<(?:https?|mailto|tel):[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?|mailto|tel):[^<>|]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/(?!\u200c|\u200d|[\u202a-\u202e\u2066-\u2069])\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}
