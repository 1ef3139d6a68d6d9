import type { Footer } from './footers.ts';

const most = 50;
/** As far back as the name of a repository is looked for. */
const longestName = 200;
const number = /#\d{1,12}(?!\w)/y;
const nameBefore = /[\w./-]/;
const repository = /^(?:[\w-][\w.-]*\/)+[\w.-]*[\w-]$/;
const issueKey = /(?<![\w-])[A-Z][A-Z0-9_]{1,19}-[1-9]\d{0,9}(?![\w-])/g;
const referring =
  /^(?:refs?|references?|close[sd]?|fixe[sd]|resolve[sd]?|issues?|see|see-also|relate[sd]?|related-to|jira|ticket)$/i;

/**
 * References such as `#12` and `owner/name#12` anywhere in a message, and issue keys such as `SHOP-12` in footers that refer (Refs, Closes,
 * Fixes, Resolves, Issue, See and the like), each once, at most 50. `name#12` is none: it is more often C#7 than a repository.
 */
export function referencesOf(message: string, footers: readonly Footer[]): string[] {
  let at = message.indexOf('#');
  if (at < 0 && footers.length === 0) return [];
  const found = new Set<string>();
  while (at >= 0 && found.size < most) {
    const reference = referenceAt(message, at);
    if (reference !== null) found.add(reference);
    at = message.indexOf('#', at + 1);
  }
  for (const { token, value } of footers) {
    if (!referring.test(token)) continue;
    // Prose below a footer is part of its value by the specification; only its own lines refer.
    const [own = ''] = value.split(/\n(?![ \t]+\S)/, 1);
    for (const [key] of own.matchAll(issueKey)) if (found.size < most) found.add(key);
  }
  return [...found];
}

function referenceAt(message: string, at: number): string | null {
  number.lastIndex = at;
  const digits = number.exec(message)?.[0];
  if (digits === undefined) return null;
  let start = at;
  while (start > 0 && at - start <= longestName && nameBefore.test(message.charAt(start - 1))) start--;
  if (start === at) return message.charAt(at - 1) === '#' ? null : digits;
  const name = message.slice(start, at);
  return name.length <= longestName && repository.test(name) ? `${name}${digits}` : null;
}
