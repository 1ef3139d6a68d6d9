import { derivedId } from '#domain/derived-id.ts';
import { longestEdit } from '#domain/notes/edit-notes-outcome.ts';
import { joinedParts } from '#domain/notes/notes-parts.ts';
import { inputIds } from '#templates/ids.ts';
import { readNotesMetadata } from '#templates/modals/notes-metadata.ts';
import { noticeModal } from '#templates/notice-modal.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { replyTo } from '../whereabouts.ts';
import type { FormState } from './form-state.ts';
import type { SubmissionArgs } from './submit-form.ts';

const firstPart = `${inputIds.notesPart}_1`;

/** Edited notes, submitted: their parts are put together and are in the queue before the modal closes. A second delivery is the same job. */
export function handleNotesModal(ports: HandlerPorts) {
  return async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const metadata = readNotesMetadata(view.private_metadata);
    if (metadata === null || metadata.audience === null)
      return ack({ response_action: 'push', view: noticeModal(staleButton().text) });
    const { release, audience, base, joints, channel } = metadata;
    const text = joinedParts(partsIn(view.state.values), joints).trim();
    const fault = faultOf(text);
    if (fault !== null) return ack({ response_action: 'errors', errors: { [firstPart]: fault } });

    const from = { user: body.user.id, channel, responseUrl: null };
    const actor = { kind: 'slack' as const, user: from.user };
    const edit = { name: 'edit-notes' as const, release, audience, text, base };
    const job = { ...edit, actor, replyTo: replyTo(from), channel };
    await ports.queue.enqueue(job, { id: `edit-${derivedId(`${view.id} ${view.hash} ${from.user}`)}`, once: true });
    await ack();
  };
}

/** What stands in the parts, in order, letter for letter; an emptied part is empty. The last one is for more and may not be there. */
function partsIn(state: FormState): readonly string[] {
  const parts: string[] = [];
  for (let number = 1; state[`${inputIds.notesPart}_${number}`] !== undefined; number += 1) {
    const [input] = Object.values(state[`${inputIds.notesPart}_${number}`] ?? {});
    parts.push(input?.value ?? '');
  }
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}

function faultOf(text: string): string | null {
  if (text === '') return 'Write what readers are to be told.';
  if (text.length <= longestEdit) return null;
  return `The notes have ${text.length} characters; at most ${longestEdit} are kept. Shorten them.`;
}
