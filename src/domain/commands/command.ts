import type { CliVerb } from '../project/cli-policy.ts';
import type { Argument, ValuesOf } from './argument.ts';
import type { Ask } from './ask.ts';
import type { CommandContext } from './command-context.ts';
import type { Read } from './command-refusal.ts';

/** The form that Slack opens for what is missing, made from the declared arguments. */
export type FormModal = {
  /** At most 24 characters. */
  readonly title: string;
  /** What the button that sends it says; at most 24 characters. */
  readonly submit: string;
  /** Whether it also opens when nothing at all was given, though nothing is required. */
  readonly opensBare: boolean;
};

/** One way to use a command: the command alone, or with a word behind it such as `status`. */
export type Form = {
  /** Null for the command without a word. */
  readonly word: string | null;
  readonly summary: string;
  /** Who may use it, as a sentence. */
  readonly who: string;
  /** Arguments that may stand without their flag, told apart by what they look like. Each may also be given by its flag. */
  readonly positional: readonly Argument[];
  /** Arguments that are given by their flag only. */
  readonly flags: readonly Argument[];
  /** Names of those without which the form means nothing. */
  readonly required: readonly string[];
  readonly examples: readonly string[];
  /** What `cli.allow` must hold for it on a machine's command line; null where everybody may. */
  readonly verb: CliVerb | null;
  readonly modal: FormModal | null;
  /** What the line becomes, from its values by argument. */
  readonly toAsk: (values: Readonly<Record<string, unknown>>, context: CommandContext) => Read<Ask>;
};

/** One slash command, with everything that is said about it anywhere: manifest, parser, help, reference page and command line. */
export type Command = {
  readonly name: `/${string}`;
  /** Shown in Slack's list of commands. */
  readonly description: string;
  readonly usageHint: string;
  readonly forms: readonly [Form, ...Form[]];
};

/** Declares a form. What `toAsk` gets has the types that the readers of its arguments give. */
export function defineForm<const Positional extends readonly Argument[], const Flags extends readonly Argument[]>(
  form: Omit<Form, 'positional' | 'flags' | 'required' | 'modal' | 'toAsk'> & {
    readonly positional: Positional;
    readonly flags: Flags;
    readonly required?: readonly (Positional[number] | Flags[number])['name'][];
    readonly modal?: FormModal;
    readonly toAsk: (values: ValuesOf<readonly [...Positional, ...Flags]>, context: CommandContext) => Read<Ask>;
  },
): Form {
  return {
    ...form,
    required: form.required ?? [],
    modal: form.modal ?? null,
    // The values come from the readers of these very arguments.
    toAsk: (values, context) => form.toAsk(values as ValuesOf<readonly [...Positional, ...Flags]>, context),
  };
}

/** Every argument of a form. */
export function argumentsOf(form: Form): readonly Argument[] {
  return [...form.positional, ...form.flags];
}
