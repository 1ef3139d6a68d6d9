import { readdirSync, readFileSync } from 'node:fs';
import type { NotesTemplates, WriteNotes } from '#domain/notes/written-notes.ts';
import { createWriteNotes } from '#templates/notes/write-notes.ts';

const folder = new URL('../../templates/notes/', import.meta.url);
const ending = '.liquid';

/** The writer of release notes on the templates that come with Fairlead, which lie beside the compiled program. */
export function composeWriteNotes(): WriteNotes {
  return createWriteNotes(builtIn());
}

function builtIn(): NotesTemplates {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return new Map(names.map((name) => [name.slice(0, -ending.length), readFileSync(new URL(name, folder), 'utf8')]));
}
