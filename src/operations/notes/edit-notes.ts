import type { Actor } from '#domain/actor.ts';
import { digestOf } from '#domain/digest.ts';
import type { Digest, ReleaseId } from '#domain/ids.ts';
import type { Audience } from '#domain/notes/audience.ts';
import { cleanProse } from '#domain/notes/clean-prose.ts';
import { type EditNotesOutcome, type EditNotesRefusal, longestEdit } from '#domain/notes/edit-notes-outcome.ts';
import { mayEditNotes, notesEditors } from '#domain/notes/may-edit-notes.ts';
import { editableAudiences, notesOf, tellsNotes } from '#domain/notes/standing-notes.ts';
import type { Release } from '#domain/release/release.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from '../job-ids.ts';
import type { WhoIs } from '../people.ts';
import type { ReleaseLog } from '../release-log.ts';
import type { UpdateNotesPage } from './update-notes-page.ts';

/** Other words for the notes of one audience. */
export type NotesEdit = {
  readonly release: ReleaseId;
  readonly audience: Audience;
  readonly text: string;
  /** Digest of the text that was edited; null takes whatever stands there. */
  readonly base: Digest | null;
  readonly from: 'person' | 'repository';
  readonly actor: Actor;
};
export type EditNotes = (edit: NotesEdit) => Promise<EditNotesOutcome>;

export type EditNotesPorts = {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly releases: ReleaseLog;
  readonly whoIs: WhoIs;
  readonly queue: Queue;
  readonly updateNotesPage: UpdateNotesPage;
};

/**
 * Puts the notes of an audience into other words, and brings every posted copy up to them: the thread by drawing it again, the page of the
 * forge by rewriting it. The same words twice are one event; a second call finishes what the first could not.
 */
export function createEditNotes(ports: EditNotesPorts): EditNotes {
  return async (edit) => {
    const text = cleanProse(edit.text, longestEdit * 2);
    for (;;) {
      const release = await ports.releases.find(edit.release);
      const refusal =
        release === null ? ({ code: 'release_unknown' } as const) : await refusalOf(ports, release, edit, text);
      if (refusal !== null || release === null)
        return { kind: 'refused', refusal: refusal ?? { code: 'release_unknown' } };
      const { audience, from, actor } = edit;
      const isSame = notesOf(release, audience)?.text.trim() === text;
      if (isSame) return finish(ports, release, audience, 'already');
      const event = { v: 1 as const, type: 'notes.edited' as const, audience, text, from, by: actor };
      const recorded = await ports.releases.record(release.id, release, [event]);
      if (recorded.kind === 'recorded') return finish(ports, recorded.release, audience, 'edited');
    }
  };
}

async function finish(
  ports: EditNotesPorts,
  release: Release,
  audience: Audience,
  kind: 'edited' | 'already',
): Promise<EditNotesOutcome> {
  await ports.queue.enqueue({ name: 'render', release: release.id }, { id: jobIds.render(release.id) });
  return { kind, release, audience, page: await ports.updateNotesPage(release) };
}

async function refusalOf(
  ports: EditNotesPorts,
  release: Release,
  edit: NotesEdit,
  text: string,
): Promise<EditNotesRefusal | null> {
  const told = editableAudiences(release);
  if (!tellsNotes(release)) return { code: 'notes_not_told', release };
  if (!told.includes(edit.audience)) return { code: 'audience_not_told', audience: edit.audience, told };
  const editors = ports.configuration.projects()[release.plan.project]?.notes.editors ?? [];
  if (!mayEditNotes(release, editors, await ports.whoIs(edit.actor)))
    return { code: 'not_permitted', release, roles: notesEditors(release, editors) };
  if (text === '') return { code: 'empty' };
  if (text.length > longestEdit) return { code: 'too_long', length: text.length, most: longestEdit };
  const standing = notesOf(release, edit.audience);
  const isStale = edit.base !== null && standing !== null && digestOf(standing.text) !== edit.base;
  if (isStale && standing.text.trim() !== text) return { code: 'changed_meanwhile', edited: standing.edited, text };
  return null;
}
