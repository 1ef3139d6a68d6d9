import { expect, it } from 'vitest';
import { parseLimit } from '#domain/analysis/limit.ts';

it.each([
  ['error-rate > 5%', { kind: 'absolute', metric: 'error-rate', above: true, value: 0.05 }],
  ['success-rate < 99%', { kind: 'absolute', metric: 'success-rate', above: false, value: 0.99 }],
  ['latency-p95 > 300ms', { kind: 'absolute', metric: 'latency-p95', above: true, value: 0.3 }],
  ['latency-p99 > 1.5s', { kind: 'absolute', metric: 'latency-p99', above: true, value: 1.5 }],
  ['queue-length > 100', { kind: 'absolute', metric: 'queue-length', above: true, value: 100 }],
  ['latency-p95 > 2x', { kind: 'relative', metric: 'latency-p95', times: 2 }],
  ['Latency-P95 > 50% degradation', { kind: 'relative', metric: 'latency-p95', times: 1.5 }],
  [' error-rate  worse ', { kind: 'statistical', metric: 'error-rate' }],
])('reads %s', (text, limit) => {
  expect(parseLimit(text)).toEqual({ kind: 'limit', limit });
});

it.each([
  ['error-rate', 'is not a limit'],
  ['error-rate > five', 'is not a limit'],
  ['> 5%', 'is not a limit'],
  ['error-rate >= 5%', 'is not a limit'],
  ['latency-p95 < 2x', 'written with >'],
  ['latency-p95 > 1x', 'no worse than the baseline'],
  ['latency-p95 > 0% degradation', 'no worse than the baseline'],
  ['error-rate < 5%', 'for being well: error-rate is worse when it is higher'],
  ['success-rate > 99%', 'for being well: success-rate is worse when it is lower'],
])('refuses %s with the rule', (text, why) => {
  expect(parseLimit(text)).toEqual({ kind: 'invalid', why: expect.stringContaining(why) });
});
