import type { Ask } from '#domain/commands/ask.ts';
import { derivedId } from '#domain/derived-id.ts';
import { rollbackModalLoading } from '#templates/modals/rollback-modal.ts';
import type { HandlerPorts } from './handler-ports.ts';
import { type Client, fillForm, openForm } from './open-form.ts';
import type { Whereabouts } from './whereabouts.ts';

type Choice = Omit<Extract<Ask, { kind: 'rollback-form' }>, 'kind'>;

/** Opens the `/rollback` form empty and has it filled with what runs and what a rollback takes away. */
export async function openRollbackForm(
  ports: HandlerPorts,
  client: Client,
  asked: { readonly triggerId: string; readonly choice: Choice; readonly from: Whereabouts },
): Promise<void> {
  const { triggerId, choice, from } = asked;
  const externalId = `rollback-${derivedId(triggerId)}`;
  const at = { externalId, project: choice.project, channel: from.channel };
  if (!(await openForm(ports, client, { triggerId, from, view: rollbackModalLoading(at) }))) return;
  const job = { name: 'fill-rollback-modal' as const, ...at, ...choice, user: from.user };
  await fillForm(ports, client, { externalId, title: 'Roll back', job });
}
