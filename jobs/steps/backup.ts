import { databaseStep } from './database-command.ts';

/** Backs up the database of an environment before it is migrated. */
export const backup = databaseStep('backup');
