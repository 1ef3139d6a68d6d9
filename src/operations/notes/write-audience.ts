import type { Audience } from '#domain/notes/audience.ts';
import type { NotesConfig } from '#domain/notes/notes-config.ts';
import type { NotesFacts } from '#domain/notes/notes-facts.ts';
import { type NotesView, notesView } from '#domain/notes/notes-view.ts';
import type { WriteNotes } from '#domain/notes/written-notes.ts';
import { type ReadText, readNotesTemplates } from './read-notes-templates.ts';

/** Writes the notes of one audience by its template and its selection. */
export async function writeAudience(
  ports: { readonly write: WriteNotes; readonly readText: ReadText; readonly config: NotesConfig },
  facts: NotesFacts,
  audience: Audience,
  screenshots: boolean,
): Promise<{ readonly markdown: string; readonly problem: string | null; readonly view: NotesView }> {
  const { write, readText, config } = ports;
  const own = await readNotesTemplates(readText, config.templates, audience);
  const selection = config.selections[audience] ?? {};
  const view = notesView(facts, { audience, selection, product: config.product ?? null, screenshots });
  return { ...write(view, own), view };
}
