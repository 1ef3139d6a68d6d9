import type { CommandContext, KnownProject } from './command-context.ts';
import type { Read } from './command-refusal.ts';

/** What a value is read against. */
export type ReadAt = {
  readonly context: CommandContext;
  /** The project named or implied, where either tells. */
  readonly project: KnownProject | null;
};

/** How a form in Slack asks for an argument. */
export type Field =
  | { readonly kind: 'text'; readonly isLong: boolean }
  | { readonly kind: 'one' | 'several'; readonly options: (at: ReadAt) => readonly string[] }
  | { readonly kind: 'switch' };

/** One argument of a command: its flag, how it is shown and explained, and how its text is read. The flag is `--` and the name. */
export type Argument<Name extends string = string, Value = unknown> = {
  readonly name: Name;
  /** How its value is shown in usage lines. */
  readonly shown: string;
  readonly meaning: string;
  /** Words that may stand for its value, such as `minor` for a version. */
  readonly words: readonly string[];
  /** Whether several values may stand behind it, separated by commas. */
  readonly isList: boolean;
  /** Whether a word without a flag is this argument, by what the word looks like. */
  readonly claims: (word: string, context: CommandContext) => boolean;
  /** Whether it takes a word that no other argument claims. */
  readonly takesRest: boolean;
  /** What a bare word may have been meant as, for the nearest right one. */
  readonly known: (context: CommandContext) => readonly string[];
  /** The value, or a refusal that names the rule, what was typed and the nearest right thing. Reads nothing but its arguments. */
  readonly read: (text: string, at: ReadAt) => Read<Value>;
  readonly field: Field;
};

/** What the arguments of a form were read as, by name; null where one was not given. */
export type ValuesOf<Arguments extends readonly Argument[]> = {
  readonly [One in Arguments[number] as One['name']]:
    | (One extends Argument<string, infer Value> ? Value : never)
    | null;
};

type Traits = 'name' | 'shown' | 'meaning' | 'read';

/** An argument, with what is not said about it as for a plain text: one value, by flag only, typed into a field. */
export function defineArgument<const Name extends string, Value>(
  argument: Pick<Argument<Name, Value>, Traits> & Partial<Omit<Argument<Name, Value>, Traits>>,
): Argument<Name, Value> {
  return {
    words: [],
    isList: false,
    claims: () => false,
    takesRest: false,
    known: () => [],
    field: { kind: 'text', isLong: false },
    ...argument,
  };
}

/** The flag of an argument. */
export function flagOf(name: string): `--${string}` {
  return `--${name}`;
}
