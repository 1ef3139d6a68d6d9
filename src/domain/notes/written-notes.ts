import type { NotesView } from './notes-view.ts';

/** Liquid templates by name, without their ending: `customers`, `entries`. */
export type NotesTemplates = ReadonlyMap<string, string>;

/** Notes as Markdown. `problem` tells in a sentence why a project's own template was not used. */
export type WrittenNotes = { readonly markdown: string; readonly problem: string | null };

/**
 * Writes the notes of one audience with the project's own templates, or with those that come with Fairlead where it has none or its own
 * fail. The same view and templates give the same words.
 */
export type WriteNotes = (view: NotesView, own: NotesTemplates) => WrittenNotes;
