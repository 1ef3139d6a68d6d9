import { derivedId } from '#domain/derived-id.ts';
import { Audience } from '#domain/notes/audience.ts';
import { parseNotesButton } from '#templates/button-value.ts';
import { inputIds } from '#templates/ids.ts';
import { readNotesMetadata } from '#templates/modals/notes-metadata.ts';
import { notesModalLoading } from '#templates/modals/notes-modal.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { fillForm, openForm } from '../open-form.ts';
import { tell } from '../tell.ts';
import { chosenIn } from '../views/form-state.ts';
import { whereaboutsOf } from '../whereabouts.ts';
import type { ChoiceArgs } from './form-choice.ts';
import type { ButtonArgs } from './move.ts';

/** The Edit notes button of a card or of posted notes: opens the modal empty and has it filled with the words that stand. */
export function handleEditNotes(ports: HandlerPorts) {
  return async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const from = whereaboutsOf(body);
    const asked = parseNotesButton(action.value ?? '');
    if (asked === null) return tell(ports, from, staleButton());
    const externalId = `notes-${derivedId(body.trigger_id)}`;
    const { channel, user } = from;
    const view = notesModalLoading({ release: asked.release, channel, externalId });
    if (!(await openForm(ports, client, { triggerId: body.trigger_id, from, view }))) return;
    const job = { name: 'fill-notes-modal' as const, externalId, ...asked, user, channel };
    await fillForm(ports, client, { externalId, title: 'Edit notes', job });
  };
}

/** Another audience chosen in the modal: it is filled again with the notes for that one. */
export function handleNotesAudience(ports: HandlerPorts) {
  return async ({ ack, body }: ChoiceArgs): Promise<void> => {
    const metadata = readNotesMetadata(body.view?.private_metadata ?? '');
    const externalId = body.view?.external_id ?? '';
    const audience = Audience.safeParse(chosenIn(body.view?.state.values ?? {}, inputIds.audience)[0]);
    if (metadata !== null && externalId !== '' && audience.success) {
      const { release, channel } = metadata;
      const place = { externalId, release, audience: audience.data, user: body.user.id, channel };
      const id = `fill-${derivedId(`${externalId} ${audience.data}`)}`;
      await ports.queue.enqueue({ name: 'fill-notes-modal', ...place }, { id });
    }
    await ack();
  };
}
