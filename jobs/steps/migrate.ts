import { runOnce } from './run-once.ts';

/** Brings the database of an environment to a version: what the services need before them, or what only the new version can live with after. */
export const migrate = runOnce('migrate');
