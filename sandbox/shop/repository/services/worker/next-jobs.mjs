import { askApi } from '../../lib/ask-api.mjs';

const BATCH = 10;

/** The next jobs to do, at most ten. */
export async function nextJobs() {
  const jobs = (await askApi('/jobs')) ?? [];
  return jobs.slice(0, BATCH);
}
