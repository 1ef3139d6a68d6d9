import { expect, it } from 'vitest';
import { translateRedisError } from '#adapters/redis/redis-errors.ts';
import { ReleaseError } from '#errors.ts';

it.each([
  'Connection is closed.',
  "Stream isn't writeable and enableOfflineQueue options is false",
  'Command timed out',
  'LOADING Redis is loading the dataset in memory',
  'CLUSTERDOWN Hash slot not served',
  "READONLY You can't write against a read only replica.",
  'OOM command not allowed when used memory > maxmemory.',
  'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.',
  'Failed to refresh slots cache.',
])('says that Redis is away after "%s"', (message) => {
  expect(translateRedisError(new Error(message))).toMatchObject({ code: 'REDIS_UNAVAILABLE', fault: 'transient' });
});

it('says that Redis is away after a fault of the network, without its address', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:6379'), { code: 'ECONNREFUSED' });
  const translated = translateRedisError(refused);
  expect(translated).toMatchObject({ code: 'REDIS_UNAVAILABLE', cause: refused });
  expect(translated instanceof Error && translated.message).not.toContain('10.0.0.1');
});

it.each([
  new TypeError('"x" is not the name of a log.'),
  new Error('ERR Error running script'),
  new Error('WRONGTYPE Operation against a key holding the wrong kind of value'),
  new ReleaseError('LOG_CORRUPT', 'fatal', 'Event 2 is missing.'),
])('leaves any other error as it is: %s', (error) => {
  expect(translateRedisError(error)).toBe(error);
});
