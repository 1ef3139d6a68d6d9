import { type Argument, flagOf, type ReadAt } from '#domain/commands/argument.ts';
import { argumentsOf, type Command, type Form } from '#domain/commands/command.ts';
import type { View } from '#domain/drawing.ts';
import type { Block } from '../blocks/block.ts';
import { selectInput, severalInput, textInput } from '../blocks/inputs.ts';
import { longestOption, option } from '../blocks/option.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { callbackIds } from '../ids.ts';
import { say } from '../text/say.ts';
import { modal } from './modal.ts';
import { modalMetadata } from './modal-metadata.ts';

/** The form of a command, made from its declared arguments, with what was typed already filled in. Its inputs are called as the arguments. */
export function commandModal(options: {
  readonly command: Command;
  readonly form: Form;
  readonly given: Readonly<Record<string, string>>;
  readonly at: ReadAt;
  readonly project: string;
  readonly channel: string | null;
}): View {
  const { command, form, given, at, project, channel } = options;
  const { title = command.name, submit = 'Go on' } = form.modal ?? {};
  const asked = argumentsOf(form).filter(({ name }) => name !== 'project');
  return modal({
    title,
    submit,
    close: 'Not now',
    callbackId: callbackIds.command,
    metadata: modalMetadata({ project, channel, command: command.name, word: form.word }),
    blocks: [
      richText(paragraph(say`${form.summary}, for ${project}.`)),
      ...asked.map((argument) =>
        input(argument, given[argument.name] ?? '', !form.required.includes(argument.name), at),
      ),
    ],
  });
}

function input(argument: Argument, given: string, isOptional: boolean, at: ReadAt): Block {
  const { name, meaning, shown, words, field } = argument;
  const common = { id: name, label: labelOf(name), hint: meaning, isOptional };
  if (field.kind === 'switch') {
    const options = [option('true', 'Yes'), option('false', 'No')];
    return selectInput({ ...common, options, initial: given, placeholder: 'As usual' });
  }
  const options = field.kind === 'text' ? [] : field.options(at).filter((text) => text.length <= longestOption);
  // A menu that would hold nothing, or not everything, leaves the words to be typed.
  if (field.kind === 'text' || options.length === 0 || options.length > 100) {
    const placeholder = [shown, ...words].join(', ').replaceAll('"', '');
    const isLong = field.kind === 'text' && field.isLong;
    return textInput({ ...common, initial: given, placeholder, isLong, most: isLong ? 3_000 : 1_000 });
  }
  const shownOptions = options.map((text) => option(text));
  if (field.kind === 'several') return severalInput({ ...common, options: shownOptions, chosen: given.split(',') });
  return selectInput({ ...common, options: shownOptions, initial: given });
}

/** `--include-screenshots` as a label: `Include screenshots`. */
function labelOf(name: string): string {
  const text = flagOf(name).slice(2).replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
