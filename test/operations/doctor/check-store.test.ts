import { expect, it } from 'vitest';
import type { Finding } from '#domain/doctor/finding.ts';
import { ReleaseError } from '#errors.ts';
import { checkStore } from '#operations/doctor/check-store.ts';
import { runChecks } from '#operations/doctor/run-checks.ts';
import type { StoreLook } from '#ports/store-inspection.ts';

const well: StoreLook = {
  product: 'Redis',
  version: '7.0.15',
  commandsOf: '7.0.15',
  maxmemoryPolicy: 'noeviction',
  appendonly: 'yes',
  appendfsync: 'always',
  cluster: null,
};

async function findings(...looks: readonly Partial<StoreLook>[]): Promise<readonly Finding[]> {
  return runChecks([checkStore(async () => looks.map((look) => ({ ...well, ...look })))]);
}

it.each<[string, Partial<StoreLook>, string, Finding['status'], string]>([
  ['a recent Redis', {}, 'redis', 'ok', 'Redis 7.0.15 answers.'],
  ['a Valkey', { product: 'Valkey', version: '8.1.0', commandsOf: '7.2.4' }, 'redis', 'ok', 'Valkey 8.1.0 answers.'],
  ['the oldest that will do', { version: '6.2.0', commandsOf: '6.2.0' }, 'redis', 'ok', 'Redis 6.2.0 answers.'],
  ['one too old', { version: '6.0.16', commandsOf: '6.0.16' }, 'redis', 'failed', 'Redis 6.0.16 is too old.'],
  [
    'eviction',
    { maxmemoryPolicy: 'allkeys-lru' },
    'redis maxmemory-policy',
    'failed',
    'It is allkeys-lru: a full Redis would throw jobs and releases away.',
  ],
  ['no file', { appendonly: 'no' }, 'redis appendonly', 'failed', 'It is no: a restart would lose releases.'],
  [
    'a sync each second',
    { appendfsync: 'everysec' },
    'redis appendfsync',
    'warning',
    'It is everysec: acknowledged events may be lost in a crash.',
  ],
  [
    'no sync at all',
    { appendfsync: 'no' },
    'redis appendfsync',
    'failed',
    'It is no: acknowledged events may be lost in a crash.',
  ],
  [
    'a sync of no file',
    { appendonly: 'no' },
    'redis appendfsync',
    'could_not_check',
    'It has no effect while appendonly is no.',
  ],
  ['a whole cluster', { cluster: 'ok' }, 'redis cluster', 'ok', 'Its state is ok.'],
  ['a broken cluster', { cluster: 'fail' }, 'redis cluster', 'failed', 'Its state is fail.'],
  [
    'a server that tells no settings',
    { maxmemoryPolicy: null },
    'redis maxmemory-policy',
    'could_not_check',
    'The server does not tell its settings.',
  ],
])('judges %s', async (_what, look, name, status, says) => {
  expect((await findings(look)).find((finding) => finding.name === name)).toMatchObject({ status, says });
});

it('lets the worst of several nodes speak', async () => {
  const found = await findings({}, { appendonly: 'no', cluster: 'ok' }, {});
  expect(found.map(({ name, status }) => [name, status])).toEqual([
    ['redis', 'ok'],
    ['redis maxmemory-policy', 'ok'],
    ['redis appendonly', 'failed'],
    ['redis appendfsync', 'could_not_check'],
    ['redis cluster', 'ok'],
  ]);
  expect(found[0]?.says).toBe('Redis 7.0.15 answers on 3 nodes.');
});

it('fails once for a Redis that is away', async () => {
  const away = new ReleaseError('REDIS_UNAVAILABLE', 'transient', 'Redis cannot be reached: nothing listens.');
  const found = await runChecks([checkStore(() => Promise.reject(away))]);
  expect(found.map(({ says, status }) => [status, says])).toEqual([
    ['failed', 'Redis cannot be reached: nothing listens.'],
    ...Array.from({ length: 4 }, () => ['could_not_check', 'Redis cannot be reached.']),
  ]);
});
