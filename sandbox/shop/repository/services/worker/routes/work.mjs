import { nextJobs } from '../next-jobs.mjs';

export const path = '/';

const sent = new Set();

export async function answer() {
  for (const job of await nextJobs()) sent.add(job.id);
  return { status: 200, body: { receipts: sent.size } };
}
