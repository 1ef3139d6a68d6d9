import { commandNamed } from '#domain/commands/index.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { fieldsOf, handleForm } from './submit-form.ts';

/** The form of any command that has one made from its arguments, submitted. */
export function handleCommandModal(ports: HandlerPorts) {
  return handleForm(({ command: name, word = null }) => {
    const command = commandNamed(name ?? '');
    const form = command?.forms.find((one) => one.word === word && one.modal !== null);
    return command === null || form === undefined ? null : { command, form, fields: fieldsOf(form) };
  }, ports);
}
