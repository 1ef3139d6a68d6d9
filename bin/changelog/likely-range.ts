import type { LikelyRange } from '#adapters/git/ask-ahead.ts';
import { isRefName } from '#adapters/git/check-ref.ts';

/** The range a command line most likely asks for, from its words alone; null when it names none that may be given to git. */
export function likelyRange(words: readonly string[]): LikelyRange | null {
  const from = tagNamed(valueBehind(words, '--from'));
  const typed = valueBehind(words, '--to');
  const to = tagNamed(typed);
  return from === null || (typed !== null && to === null) ? null : { from, to };
}

function valueBehind(words: readonly string[], flag: string): string | null {
  const at = words.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const word = words[at];
  if (word === undefined) return null;
  return word === flag ? (words[at + 1] ?? null) : word.slice(flag.length + 1);
}

/** People type versions as well as tags. */
function tagNamed(typed: string | null): string | null {
  if (typed === null || typed === 'HEAD') return null;
  const name = /^\d/.test(typed) ? `v${typed}` : typed;
  return isRefName(name) ? name : null;
}
