import type { z } from 'zod';
import type { CliVerb } from '../project/cli-policy.ts';
import type { ArgumentName } from './argument.ts';
import type { ArgumentValues } from './argument-values.ts';
import type { Ask } from './ask.ts';
import type { CommandContext } from './command-context.ts';
import type { Read } from './command-refusal.ts';

/** One way to use a command: the command alone, or with a word behind it such as `status`. */
export type Form = {
  /** Null for the command without a word. */
  readonly word: string | null;
  readonly summary: string;
  /** Who may use it, as a sentence. */
  readonly who: string;
  /** Arguments that may stand without their flag, told apart by what they look like. Each may also be given by its flag. */
  readonly positional: readonly ArgumentName[];
  /** Arguments that are given by their flag only. */
  readonly flags: readonly ArgumentName[];
  /** Those of them without which the form means nothing. */
  readonly required: readonly ArgumentName[];
  /** Words that may stand for a version, such as `minor`. */
  readonly versionWords: readonly string[];
  readonly examples: readonly string[];
  /** What the line becomes. Its last check. */
  readonly schema: z.ZodType<Ask>;
  /** What `cli.allow` must hold for it on a machine's command line; null where everybody may. */
  readonly verb: CliVerb | null;
  readonly toAsk: (values: ArgumentValues, context: CommandContext) => Read<Ask>;
};

/** One slash command, with everything that is said about it anywhere: manifest, parser, help, reference page and command line. */
export type Command = {
  readonly name: `/${string}`;
  /** Shown in Slack's list of commands. */
  readonly description: string;
  readonly usageHint: string;
  readonly forms: readonly [Form, ...Form[]];
};

/** Every argument of a form. */
export function argumentsOf(form: Form): readonly ArgumentName[] {
  return [...form.positional, ...form.flags];
}
