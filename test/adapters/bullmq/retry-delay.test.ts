import { expect, it } from 'vitest';
import { retryDelay } from '#adapters/bullmq/retry-delay.ts';

const now = 1_000_000;

it.each([
  [1, 250],
  [2, 500],
  [7, 16_000],
  [8, 30_000],
  [1_000, 30_000],
])('waits longer with each start, at most half a minute: start %i', (start, millis) => {
  expect(retryDelay(start, now, undefined)).toBe(millis);
});

it.each([
  ['that is past', now - 5, 0],
  ['that is near', now + 2_500, 2_500],
  ['that is far', now + 120_000, 120_000],
  ['beyond a quarter of an hour', now + 86_400_000, 900_000],
])('honours a time %s', (_when, retryAt, millis) => {
  expect(retryDelay(9, now, retryAt)).toBe(millis);
});
