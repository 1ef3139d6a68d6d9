import { nearestWord } from '../nearest-word.ts';
import { type Argument, flagOf } from './argument.ts';
import { argumentsOf, type Form } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { type Read, read, refuse } from './command-refusal.ts';
import { placeOfWord } from './place-of-word.ts';
import type { Token } from './split-arguments.ts';

/** What was typed for each argument, unread, by the argument's name. */
export type RawArguments = ReadonlyMap<string, string>;

/**
 * Sorts the words behind a command by argument. `--services api`, `--services=api` and a bare `api` where it can only be a service are the
 * same. Refuses flags it does not know, an argument given twice, a flag without a value and words that are nothing.
 */
export function gatherArguments(tokens: readonly Token[], form: Form, context: CommandContext): Read<RawArguments> {
  const gathered = new Map<string, string>();
  const rest = [...tokens];
  for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
    const isFlag = !token.isQuoted && /^-(?!\d)/.test(token.text);
    const found = isFlag ? readFlag(token.text, rest, form) : readWord(token.text, rest, form, context);
    if (found.kind === 'refused') return found;
    const { argument, text } = found.value;
    const { name, isList } = argument;
    const before = gathered.get(name);
    const mayGoOn = !isFlag && isList && before !== undefined;
    if (before !== undefined && !mayGoOn)
      return refuse({ code: 'given_twice', value: text, place: flagOf(name), known: [before] });
    gathered.set(name, mayGoOn ? `${before},${text}` : text);
  }
  return read(gathered);
}

type Given = { readonly argument: Argument; readonly text: string };

function readFlag(typed: string, rest: Token[], form: Form): Read<Given> {
  const equals = typed.indexOf('=');
  const flag = equals < 0 ? typed : typed.slice(0, equals);
  const all = argumentsOf(form);
  const argument = all.find(({ name }) => flagOf(name) === flag.toLowerCase());
  if (argument === undefined) {
    const flags = all.map(({ name }) => flagOf(name));
    const nearest = nearestWord(`--${flag.replace(/^-+/, '')}`, flags);
    return refuse({ code: 'unknown_flag', value: flag, nearest, known: flags });
  }
  if (equals >= 0) return givenOf(argument, withWholeList(argument, typed.slice(equals + 1), rest));
  const next = rest[0];
  if (next === undefined || (!next.isQuoted && /^--?\p{L}/u.test(next.text))) return givenOf(argument, '');
  rest.shift();
  return givenOf(argument, withWholeList(argument, next.text, rest));
}

function givenOf(argument: Argument, typed: string): Read<Given> {
  const text = typed.trim();
  if (text !== '') return read({ argument, text });
  // A switch alone is on.
  if (argument.field.kind === 'switch') return read({ argument, text: 'true' });
  const place = flagOf(argument.name);
  return refuse({ code: 'value_missing', place, nearest: `${place} ${argument.shown}` });
}

/** `api, worker` without quotes is one list all the same. */
function withWholeList({ isList }: Argument, first: string, rest: Token[]): string {
  if (!isList) return first;
  let list = first;
  for (let next = rest[0]; next !== undefined; next = rest[0]) {
    if (!list.endsWith(',') && !next.text.startsWith(',')) break;
    list += next.text;
    rest.shift();
  }
  return list;
}

function readWord(text: string, rest: Token[], form: Form, context: CommandContext): Read<Given> {
  const place = placeOfWord(text, form, context);
  if (place.kind === 'refused') return place;
  return read({ argument: place.value, text: withWholeList(place.value, text, rest) });
}
