import type { Actor } from '#domain/actor.ts';
import { digestOf } from '#domain/digest.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { Audience } from '#domain/notes/audience.ts';
import type { NotesModalData } from '#domain/notes/edit-notes-outcome.ts';
import { mayEditNotes, notesEditors } from '#domain/notes/may-edit-notes.ts';
import { editableAudiences, notesOf } from '#domain/notes/standing-notes.ts';
import type { EditNotesPorts } from './edit-notes.ts';

export type ReadNotesModalData = (asked: {
  readonly release: ReleaseId;
  /** Null is the first audience. */
  readonly audience: Audience | null;
  readonly actor: Actor;
}) => Promise<NotesModalData>;

/** Reads what the modal to edit notes shows. Who may not edit is told so before they type. */
export function createNotesModalData(
  ports: Pick<EditNotesPorts, 'configuration' | 'releases' | 'whoIs'>,
): ReadNotesModalData {
  return async (asked) => {
    const release = await ports.releases.find(asked.release);
    if (release === null) return { kind: 'refused', refusal: { code: 'release_unknown' } };
    const audiences = editableAudiences(release);
    const audience = asked.audience ?? audiences[0];
    if (audience === undefined) return { kind: 'refused', refusal: { code: 'notes_not_told', release } };
    const editors = ports.configuration.projects()[release.plan.project]?.notes.editors ?? [];
    if (!mayEditNotes(release, editors, await ports.whoIs(asked.actor)))
      return { kind: 'refused', refusal: { code: 'not_permitted', release, roles: notesEditors(release, editors) } };
    const notes = notesOf(release, audience);
    if (notes === null) return { kind: 'refused', refusal: { code: 'audience_not_told', audience, told: audiences } };
    const { text, edited } = notes;
    return { kind: 'notes', release, audience, audiences, text, base: digestOf(text), edited };
  };
}
