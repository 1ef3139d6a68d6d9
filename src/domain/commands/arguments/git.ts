import { type Argument, defineArgument, flagOf } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

const longest = 250;

/**
 * Whether a text could name a commit: a tag, branch, version or object name by the rules of git check-ref-format, perhaps with steps behind
 * it such as `HEAD~12`, and never an option.
 */
export function isRef(typed: string): boolean {
  const text = typed.replace(/(?:[~^]\d{0,4}){1,5}$/, '');
  if (text === '' || text.length > longest || /[\s~^:?*[\\\p{Cc}]/u.test(text)) return false;
  return !/^[-./]|\.\.|@\{|\/\/|\/\.|[./]$|\.lock$|\.lock\//.test(text);
}

/** A tag, branch, version or commit. Whether it is there is for the repository to say. */
export function refArgument<const Name extends string>(
  name: Name,
  { shown, meaning }: { readonly shown: string; readonly meaning: string },
): Argument<Name, string> {
  return defineArgument({
    name,
    shown,
    meaning,
    read: (text) => (isRef(text) ? read(text) : refuse({ code: 'ref_malformed', value: text, place: flagOf(name) })),
  });
}
