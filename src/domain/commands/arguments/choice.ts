import { nearestWord } from '../../nearest-word.ts';
import { type Argument, defineArgument, flagOf } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

/** One of a few words, in any case. */
export function choiceArgument<const Name extends string, const Word extends string>(
  name: Name,
  { words, meaning }: { readonly words: readonly [Word, ...Word[]]; readonly meaning: string },
): Argument<Name, Word> {
  return defineArgument({
    name,
    shown: words[0],
    meaning: `${meaning} One of ${words.join(', ')}.`,
    field: { kind: 'one', options: () => words },
    read: (text) => {
      const found = words.find((word) => word === text.toLowerCase());
      if (found !== undefined) return read(found);
      const nearest = nearestWord(text.toLowerCase(), words);
      return refuse({ code: 'not_one_of', value: text, place: flagOf(name), nearest, known: words });
    },
  });
}

/** Several of a few words, separated by commas, in any case and order. */
export function choicesArgument<const Name extends string, const Word extends string>(
  name: Name,
  { words, meaning }: { readonly words: readonly [Word, ...Word[]]; readonly meaning: string },
): Argument<Name, Word[]> {
  return defineArgument({
    name,
    shown: `"${words.slice(0, 2).join(',')}"`,
    meaning: `${meaning} Any of ${words.join(', ')}.`,
    isList: true,
    field: { kind: 'several', options: () => words },
    read: (text) => {
      const typed = text.toLowerCase().split(/[\s,;]+/);
      const parts = typed.filter((part) => part !== '');
      const wrong = parts.find((part) => !words.some((word) => word === part));
      if (wrong !== undefined) {
        const nearest = nearestWord(wrong, words);
        return refuse({ code: 'not_one_of', value: wrong, place: flagOf(name), nearest, known: words });
      }
      if (parts.length === 0) return refuse({ code: 'value_missing', value: text, place: flagOf(name), known: words });
      return read(words.filter((word) => parts.includes(word)));
    },
  });
}

const yes = ['true', 'yes', 'on', '1'];
const no = ['false', 'no', 'off', '0'];

/** Something that is on or off. The flag alone is on. */
export function switchArgument<const Name extends string>(name: Name, meaning: string): Argument<Name, boolean> {
  return defineArgument({
    name,
    shown: 'true',
    meaning,
    field: { kind: 'switch' },
    read: (text) => {
      const word = text.toLowerCase();
      if (yes.includes(word)) return read(true);
      if (no.includes(word)) return read(false);
      const known = ['true', 'false'];
      return refuse({ code: 'not_one_of', value: text, place: flagOf(name), nearest: nearestWord(word, known), known });
    },
  });
}
