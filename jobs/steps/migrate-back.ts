import { databaseStep } from './database-command.ts';

/** Undoes the migrations of a version once the services are back on the one before. */
export const migrateBack = databaseStep('migrate-back');
