import { runOnce } from './run-once.ts';

/** Backs up the database of an environment before it is migrated. */
export const backup = runOnce('backup');
