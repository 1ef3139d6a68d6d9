import { z } from 'zod';
import { Name } from '../ids.ts';
import { audiences, notesFormats } from './notes-choices.ts';

/** What a person asked with `/release-notes`, already parsed. */
export const NotesRequest = z.strictObject({
  project: Name,
  /** Null is the next version when there are commits since the last release, else the last release. */
  version: z.string().nullable(),
  audience: z.enum(audiences),
  /** Null is what suits where they are shown: Slack's own in Slack, Markdown elsewhere and in files. */
  format: z.enum(notesFormats).nullable(),
  includeScreenshots: z.boolean(),
  /** Name of the file the notes are wanted in; null shows them. */
  output: z.string().nullable(),
});
export type NotesRequest = z.infer<typeof NotesRequest>;
