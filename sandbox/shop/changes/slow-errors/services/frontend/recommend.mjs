import { setTimeout as sleep } from 'node:timers/promises';

const CONNECTIONS = 3;
const WORK = 700;

let used = 0;

/** Products that go well with the ones on the page. Each call needs a connection to the recommender. */
export async function recommend(products) {
  if (used >= CONNECTIONS) throw new Error('no connection to the recommender is free');
  used += 1;
  await sleep(WORK);
  used -= 1;
  return products.slice(0, 2);
}
