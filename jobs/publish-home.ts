import type { Job } from '#domain/job.ts';
import { homeView } from '#templates/home/home-view.ts';
import type { JobPorts } from './job-ports.ts';

/** Draws a person's App Home from the logs (views.publish). Drawing it again changes nothing. */
export function publishHomeJob({ overview, messenger }: JobPorts) {
  return async ({ user }: Extract<Job, { name: 'publish-home' }>): Promise<void> => {
    await messenger.publishHome(user, homeView(await overview({ kind: 'slack', user }, null)));
  };
}
