import type { Ask } from '#domain/commands/ask.ts';
import type { Command } from '#domain/commands/command.ts';
import type { CommandContext } from '#domain/commands/command-context.ts';
import { commandModal } from '#templates/modals/command-modal.ts';
import type { HandlerPorts } from './handler-ports.ts';
import { type Client, openForm } from './open-form.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Opens the form of a command for what is missing, made from its declared arguments. */
export async function openCommandForm(
  ports: HandlerPorts,
  client: Client,
  asked: {
    readonly triggerId: string;
    readonly command: Command;
    readonly ask: Extract<Ask, { kind: 'command-form' }>;
    readonly context: CommandContext;
    readonly from: Whereabouts;
  },
): Promise<void> {
  const { triggerId, command, ask, context, from } = asked;
  const form = command.forms.find((one) => one.word === ask.word) ?? command.forms[0];
  const project = context.projects.find(({ name }) => name === ask.project) ?? null;
  const at = { context, project };
  const view = commandModal({ command, form, given: ask.given, at, project: ask.project, channel: from.channel });
  await openForm(ports, client, { triggerId, from, view });
}
