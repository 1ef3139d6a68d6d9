import { nearestWord } from '../nearest-word.ts';
import type { Ask } from './ask.ts';
import type { Command, Form } from './command.ts';
import type { CommandContext, KnownProject } from './command-context.ts';
import { type ArgumentRefusal, type CommandRefusal, projectMissing, type Read, read } from './command-refusal.ts';
import { gatherArguments, type RawArguments } from './gather-arguments.ts';
import { readArguments } from './read-arguments.ts';
import { splitArguments, type Token, withPlainDashes } from './split-arguments.ts';
import { typedText } from './typed-text.ts';
import { usageOf } from './usage.ts';

export type ParsedCommand =
  | {
      readonly kind: 'ask';
      readonly ask: Ask;
      readonly form: Form;
      /** The project it is about, where one is named or implied. */
      readonly project: KnownProject | null;
    }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal };

/**
 * Reads what stands behind a command. Positional and long arguments are the same; nothing is guessed: what is not to the letter is refused
 * with its rule, the nearest right thing and, where one word was wrong, the line put right.
 */
export function parseCommand(command: Command, text: string, context: CommandContext): ParsedCommand {
  const line = typedText(text);
  const split = splitArguments(line);
  if (split.kind === 'tokens') return parseTokens(command, split.tokens, context, line);
  const refusal = completed({ code: 'unclosed_quote', value: split.rest }, command, command.forms[0], line);
  return { kind: 'refused', refusal };
}

/** The same for words that a shell has split already. `line` is what a correction is made from; without one there is none. */
export function parseTokens(
  command: Command,
  all: readonly Token[],
  context: CommandContext,
  line = '',
): ParsedCommand {
  const refused = (refusal: ArgumentRefusal, form: Form): ParsedCommand => ({
    kind: 'refused',
    refusal: completed(refusal, command, form, line),
  });
  const form = formOf(command, all[0]);
  const tokens = form.word === null ? all : all.slice(1);

  const raw = gatherArguments(tokens, form, context);
  if (raw.kind === 'refused') return refused(withWords(raw.refusal, command, form, tokens), form);
  const { values, project, refusals } = readArguments(raw.value, form, context);
  if (refusals[0] !== undefined) return refused(refusals[0], form);
  const ask = opensModal(form, raw.value, context)
    ? askForForm(command, form, raw.value, project, context)
    : form.toAsk(values, context);
  if (ask.kind === 'refused') return refused(ask.refusal, form);
  return { kind: 'ask', ask: ask.value, form, project };
}

/** Where something required is missing and a form can be opened, the form asks for it. */
function opensModal({ modal, required }: Form, raw: RawArguments, { canOpenForms }: CommandContext): boolean {
  if (modal === null || !canOpenForms) return false;
  return required.some((name) => !raw.has(name)) || (modal.opensBare && raw.size === 0);
}

function askForForm(
  { name: command }: Command,
  { word }: Form,
  given: RawArguments,
  project: KnownProject | null,
  { projects }: CommandContext,
): Read<Ask> {
  if (project === null) return projectMissing(projects);
  return read({ kind: 'command-form', command, word, project: project.name, given: Object.fromEntries(given) });
}

/** The form whose word comes first, else the command's own. */
function formOf(command: Command, first: Token | undefined): Form {
  const word = first === undefined || first.isQuoted ? null : first.text.toLowerCase();
  return command.forms.find((form) => form.word !== null && form.word === word) ?? command.forms[0];
}

/** A first word that is nothing may have been meant as the word of a form. */
function withWords(refusal: ArgumentRefusal, command: Command, form: Form, tokens: readonly Token[]): ArgumentRefusal {
  const { code, value = '', known = [], nearest = null } = refusal;
  if (code !== 'unknown_word' || form.word !== null || tokens[0]?.text !== value) return refusal;
  const words = command.forms.flatMap((each) => each.word ?? []);
  // `/release release` was meant as no word of a form, however near one is.
  const isOwnName = command.name === `/${value.toLowerCase()}`;
  const meant = isOwnName ? null : nearestWord(value, [...words, ...known]);
  return { ...refusal, known: [...known, ...words], nearest: meant ?? nearest };
}

/** A refusal with the line it belongs to: what the form looks like, and the line with the nearest right thing put in. */
export function completed(refusal: ArgumentRefusal, command: Command, form: Form, line: string): CommandRefusal {
  const { code, value = '', place = null, nearest = null, known = [], fault = null } = refusal;
  const plain = withPlainDashes(line);
  const isOnce = value !== '' && plain.split(value).length === 2;
  const correction = nearest !== null && isOnce ? `${command.name} ${plain.replace(value, () => nearest)}` : null;
  return { code, value, place, nearest, known, fault, correction, usage: usageOf(command, form) };
}
