/** The longest `text` chat.update takes; chat.postMessage advises the same. */
const longestText = 4_000;

/**
 * The text, at most `limit` UTF-16 units of it, ending in an ellipsis where it was cut. Never cuts through a character, an escape
 * (`&amp;`) or a token in angle brackets.
 */
export function cutText(text: string, limit: number = longestText): string {
  if (text.length <= limit) return text;
  const kept = text
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/&[a-z]{0,3}$/, '')
    .replace(/<[^<>]{0,3000}$/, '');
  return `${kept}…`;
}
