import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakePath, tellsVersion } from '#test/support/fake-path.ts';
import { findRedisServer } from '../../../bin/redis/find-redis-server.ts';

it('finds redis-server on the PATH', async () => {
  const path = await fakePath({ 'redis-server': tellsVersion('Redis', '7.0.15') });
  expect(await findRedisServer(path)).toEqual({
    kind: 'found',
    server: { file: join(path, 'redis-server'), product: 'redis', version: '7.0.15' },
  });
});

it('finds valkey-server when there is no redis-server', async () => {
  const path = await fakePath({ 'valkey-server': tellsVersion('Valkey', '8.1.3') });
  expect(await findRedisServer(path)).toEqual({
    kind: 'found',
    server: { file: join(path, 'valkey-server'), product: 'valkey', version: '8.1.3' },
  });
});

it('prefers a recent valkey-server to a redis-server that is too old', async () => {
  const path = await fakePath({
    'redis-server': tellsVersion('Redis', '6.0.16'),
    'valkey-server': tellsVersion('Valkey', '7.2.5'),
  });
  expect(await findRedisServer(path)).toMatchObject({ kind: 'found', server: { product: 'valkey' } });
});

it.each([
  ['5.0.7', 'too_old'],
  ['6.1.9', 'too_old'],
  ['6.2.0', 'found'],
  ['7.0.15', 'found'],
  ['10.0.0', 'found'],
])('takes Redis %s as %s', async (version, kind) => {
  const path = await fakePath({ 'redis-server': tellsVersion('Redis', version) });
  expect(await findRedisServer(path)).toMatchObject({ kind });
});

it('passes over a redis-server that does not tell a version', async () => {
  const path = await fakePath({ 'redis-server': ['exit 1'] });
  expect(await findRedisServer(path)).toEqual({ kind: 'absent' });
});

it('finds nothing on an empty PATH', async () => {
  expect(await findRedisServer('')).toEqual({ kind: 'absent' });
});
