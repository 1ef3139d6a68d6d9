import { commands } from './index.ts';
import { shortUsageOf } from './usage.ts';

/** One line of the help: how a form is written in short, and what it does. */
export type HelpLine = { readonly command: string; readonly usage: string; readonly description: string };

/** Every form of every command, in the order of the registry. */
export function helpLines(): readonly HelpLine[] {
  return commands.flatMap(({ name, forms }) =>
    forms.map((form) => ({ command: name, usage: shortUsageOf(form), description: form.summary })),
  );
}
