import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { notesModal } from '#templates/modals/notes-modal.ts';
import { editNotesReply } from '#templates/replies/edit-notes-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Fills the modal to edit notes, which was opened empty. A modal closed meanwhile stays closed. */
export function fillNotesModalJob({ notesModalData, messenger }: JobPorts) {
  return async (job: Extract<Job, { name: 'fill-notes-modal' }>): Promise<void> => {
    const actor = { kind: 'slack' as const, user: job.user };
    const data = await notesModalData({ release: job.release, audience: job.audience, actor });
    await messenger.updateView({ externalId: job.externalId }, notesModal(data, job));
  };
}

/** Saves edited notes, brings every posted copy up to them and answers the person. Safe to run twice: the same words are one edit. */
export function editNotesJob({ editNotes, reply }: JobPorts) {
  return async ({
    release,
    audience,
    text,
    base,
    actor,
    replyTo,
  }: Extract<Job, { name: 'edit-notes' }>): Promise<Answer> => {
    const outcome = await editNotes({ release, audience, text, base, from: 'person', actor });
    return reply(replyTo, editNotesReply(outcome), outcome.kind === 'refused' ? 'refused' : 'done');
  };
}
