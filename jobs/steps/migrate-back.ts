import { runOnce } from './run-once.ts';

/** Undoes the migrations of a version once the services are back on the one before. */
export const migrateBack = runOnce('migrate-back');
