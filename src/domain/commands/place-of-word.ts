import { nearestWord } from '../nearest-word.ts';
import { type Argument, flagOf } from './argument.ts';
import type { Form } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { type Read, read, refuse } from './command-refusal.ts';

/**
 * Which argument a word without a flag is, by what it looks like: each argument that may stand alone says which words it claims, in the
 * order of the form, and one may take what nobody claims. So the order of words does not matter.
 */
export function placeOfWord(word: string, form: Form, context: CommandContext): Read<Argument> {
  const claimed = form.positional.find((argument) => argument.claims(word, context));
  const place = claimed ?? form.positional.find((argument) => argument.takesRest);
  if (place !== undefined) return read(place);
  const known = form.positional.flatMap((argument) => argument.known(context)).concat(...wordsOf(form));
  const nearest = nearestWord(word, known) ?? flagFor(word, form, context);
  return refuse({ code: 'unknown_word', value: word, nearest, known });
}

function wordsOf(form: Form): readonly (readonly string[])[] {
  return form.positional.map(({ words }) => words);
}

/** A service or an environment where only its flag may name one: the flag is what was meant. */
function flagFor(word: string, form: Form, context: CommandContext): string | null {
  const flag = form.flags.find((argument) => argument.claims(word, context));
  return flag === undefined ? null : `${flagOf(flag.name)} ${word}`;
}
