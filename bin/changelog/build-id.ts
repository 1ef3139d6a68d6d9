/** The digest of the program as it was bundled. A program that was not bundled has none, and keeps nothing from one time to the next. */
const written: string = '@fairlead-build@';

/** Names the very program, so that a changelog kept by another one is not taken for its own. Null where nothing names it. */
export const buildId: string | null = written.startsWith('@') ? null : written;
