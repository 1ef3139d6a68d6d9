import { type ArgumentName, argumentTable, flagOf } from './argument.ts';
import type { Command, Form } from './command.ts';

/** How a form is written: `/release [project] [1.5.0|minor] [--services "api,worker"]`. Brackets stand around what may be left out. */
export function usageOf(command: Pick<Command, 'name'>, form: Form): string {
  const flags = form.flags.map((name) => bracketed(name, form, `${flagOf(name)} ${argumentTable[name].shown}`));
  return [command.name, ...wordsOf(form), ...flags].join(' ');
}

/** The same in short, without the command: its word, and what it needs or, for the command alone, what may stand without a flag. */
export function shortUsageOf(form: Form): string {
  const needed = form.required.map((name) =>
    form.positional.includes(name) ? `<${shownAs(name, form)}>` : `${flagOf(name)} ${argumentTable[name].shown}`,
  );
  return form.word === null ? wordsOf(form).join(' ') : [form.word, ...needed].join(' ');
}

function wordsOf(form: Form): readonly string[] {
  const words = form.positional.map((name) => bracketed(name, form, shownAs(name, form)));
  return form.word === null ? words : [form.word, ...words];
}

function bracketed(name: ArgumentName, form: Form, text: string): string {
  return form.required.includes(name) ? text : `[${text}]`;
}

function shownAs(name: ArgumentName, form: Form): string {
  const isVersion = name === 'version' && form.versionWords.length > 0;
  return isVersion ? [argumentTable.version.shown, ...form.versionWords].join('|') : argumentTable[name].shown;
}
