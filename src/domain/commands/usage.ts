import { type Argument, flagOf } from './argument.ts';
import { argumentsOf, type Command, type Form } from './command.ts';

/** How a form is written: `/release [project] [1.5.0|minor] [--services "api,worker"]`. Brackets stand around what may be left out. */
export function usageOf(command: Pick<Command, 'name'>, form: Form): string {
  const flags = form.flags.map((argument) => bracketed(argument, form, flagged(argument)));
  return [command.name, ...wordsOf(form), ...flags].join(' ');
}

/** The same in short, without the command: its word, and what it needs or, for the command alone, what may stand without a flag. */
export function shortUsageOf(form: Form): string {
  const needed = argumentsOf(form)
    .filter(({ name }) => form.required.includes(name))
    .map((argument) => (form.positional.includes(argument) ? `<${shownAs(argument)}>` : flagged(argument)));
  return form.word === null ? wordsOf(form).join(' ') : [form.word, ...needed].join(' ');
}

function wordsOf(form: Form): readonly string[] {
  const words = form.positional.map((argument) => bracketed(argument, form, shownAs(argument)));
  return form.word === null ? words : [form.word, ...words];
}

function bracketed({ name }: Argument, form: Form, text: string): string {
  return form.required.includes(name) ? text : `[${text}]`;
}

function flagged({ name, shown }: Argument): string {
  return `${flagOf(name)} ${shown}`;
}

function shownAs({ shown, words }: Argument): string {
  return [shown, ...words].join('|');
}
