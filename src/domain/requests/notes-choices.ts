/** Everybody release notes are written for. */
export const audiences = ['engineers', 'product', 'support', 'executives', 'customers', 'operations'] as const;
/** One of them. */
export type Audience = (typeof audiences)[number];

/** The shapes release notes are written in. */
export const notesFormats = ['markdown', 'slack', 'html', 'plain', 'json'] as const;
/** One of them. */
export type NotesFormat = (typeof notesFormats)[number];
