import type { Channel, Command, Person } from '../../client-api.ts';

/** One line of the list above the message box. `insert` replaces the text from `from` to the caret. */
export type Suggestion = {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly hint: string;
  readonly insert: string;
  readonly from: number;
};

/** What a message box can complete. */
export type Completable = {
  readonly commands: readonly Command[];
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
};

/** Suggestions for the text before the caret: commands at the start of a line, people after `@`, channels after `#`. */
export function suggest(before: string, known: Completable): readonly Suggestion[] {
  if (/^\/[\w-]*$/.test(before)) return commandSuggestions(before, known.commands);
  const word = /(?:^|\s)([@#])([\w.-]*)$/.exec(before);
  if (word === null) return [];
  const typed = (word[2] ?? '').toLowerCase();
  const from = before.length - typed.length - 1;
  return word[1] === '@'
    ? peopleSuggestions(typed, from, known.people)
    : channelSuggestions(typed, from, known.channels);
}

function commandSuggestions(before: string, commands: readonly Command[]): readonly Suggestion[] {
  return commands
    .filter((one) => one.command.toLowerCase().startsWith(before.toLowerCase()))
    .map((one) => ({
      id: one.command,
      label: one.command,
      detail: one.description,
      hint: one.usage_hint ?? '',
      insert: `${one.command} `,
      from: 0,
    }));
}

function peopleSuggestions(typed: string, from: number, people: readonly Person[]): readonly Suggestion[] {
  return people
    .filter((one) => one.name.toLowerCase().startsWith(typed) || one.realName.toLowerCase().startsWith(typed))
    .map((one) => ({ id: one.id, label: `@${one.name}`, detail: one.title, hint: '', insert: `@${one.name} `, from }));
}

function channelSuggestions(typed: string, from: number, channels: readonly Channel[]): readonly Suggestion[] {
  return channels
    .filter((one) => one.kind === 'channel' && one.name.startsWith(typed))
    .map((one) => ({ id: one.id, label: `#${one.name}`, detail: one.topic, hint: '', insert: `#${one.name} `, from }));
}

/** Cuts `/release 1.5.0` into its command and text; nothing for a line that is no command. */
export function parseCommand(line: string): { readonly command: string; readonly text: string } | null {
  const found = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(line.trim());
  return found === null ? null : { command: found[1] ?? '', text: (found[2] ?? '').trim() };
}
