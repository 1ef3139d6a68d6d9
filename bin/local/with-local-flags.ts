import type { Argument } from '#domain/commands/argument.ts';
import type { Ask } from '#domain/commands/ask.ts';
import type { Command } from '#domain/commands/command.ts';

/** A command of the registry with arguments that mean something only in a folder; `complete` puts their values into what is asked. */
export function withLocalFlags(
  command: Command,
  flags: readonly Argument[],
  complete: (ask: Ask, values: Readonly<Record<string, unknown>>) => Ask,
): Command {
  const [first, ...others] = command.forms;
  const form: typeof first = {
    ...first,
    flags: [...first.flags, ...flags],
    toAsk: (values, context) => {
      const read = first.toAsk(values, context);
      return read.kind === 'read' ? { ...read, value: complete(read.value, values) } : read;
    },
  };
  return { ...command, forms: [form, ...others] };
}
