const PER_SECOND = 3;
const SECONDS = 2;
const REFUSED = 6;

const asked = [];
let beyond = 0;

/** What one euro is worth elsewhere. The provider refuses one call in six of whoever asks more often than agreed. */
export function exchangeRates() {
  const now = performance.now();
  asked.push(now);
  while (asked[0] < now - SECONDS * 1000) asked.shift();
  if (asked.length > PER_SECOND * SECONDS) {
    beyond += 1;
    if (beyond % REFUSED === 0) throw new Error('the provider of exchange rates refused the call');
  }
  return { USD: 1.16, GBP: 0.87 };
}
