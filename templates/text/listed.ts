import type { Inline, Phrase } from './phrase.ts';
import { say } from './say.ts';

type Item = string | Inline | Phrase;

/** `a, b and c`, or `a, b or c`; what does not fit is counted: `a, b, c and 37 more`. */
export function listed(items: readonly Item[], shown = 12, conjunction: 'and' | 'or' = 'and'): Phrase {
  const first = items.slice(0, items.length === shown + 1 ? shown + 1 : shown);
  const rest = items.length - first.length;
  const parts = rest > 0 ? [...first, `${rest} more`] : first;
  const word = rest > 0 ? 'and' : conjunction;
  return parts.reduce<Phrase>((phrase, part, index) => {
    if (index === 0) return say`${part}`;
    return index === parts.length - 1 ? say`${phrase} ${word} ${part}` : say`${phrase}, ${part}`;
  }, []);
}
