import { z } from 'zod';

/** Who reads release notes. Each has a template, a selection and a tone of its own. */
export const audiences = ['engineers', 'product', 'support', 'executives', 'customers', 'operations'] as const;
/** One of them. */
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;

/** What notes can be delivered as. */
export const notesFormats = ['markdown', 'slack', 'html', 'plain', 'json'] as const;
/** One of them. */
export const NotesFormat = z.enum(notesFormats);
export type NotesFormat = z.infer<typeof NotesFormat>;
