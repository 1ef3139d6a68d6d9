import { runOnce } from './run-once.ts';

/** What is to be done once all services of an environment have moved: caches cleared, pages loaded. */
export const afterDeploy = runOnce('after-deploy');
