import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSentKeys, type SentKeys } from '#adapters/ci/sent-keys.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { openRedisStores } from '#test/support/redis-stores.ts';

const key = 'rel-abcdefghijkl/production/deploy/api/1';

describe('the keys that were sent, on Redis', () => {
  let stores: Awaited<ReturnType<typeof openRedisStores>>;
  beforeAll(async () => {
    stores = await openRedisStores(testRedisUrl());
  });
  afterAll(() => stores.close());

  const keysOf = (system: string): SentKeys => createSentKeys(stores.scratch, { system }, () => 1_000);

  it('are claimed by one of many at once', async () => {
    const keys = keysOf('many');
    const claims = await Promise.all(Array.from({ length: 20 }, () => keys.claim(key)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await keys.read(key)).toEqual({ at: 1_000, run: null });
  });

  it('hold the run that was started, for every client', async () => {
    await keysOf('run').claim(key);
    await keysOf('run').started(key, '42');
    expect(await keysOf('run').read(key)).toEqual({ at: 1_000, run: '42' });
    expect(await keysOf('run').claim(key)).toBe(false);
  });

  it('may be claimed again after they were given back', async () => {
    const keys = keysOf('back');
    await keys.claim(key);
    await keys.giveBack(key);
    expect(await keys.read(key)).toBeNull();
    expect(await keys.claim(key)).toBe(true);
  });

  it('say nothing of another CI system', async () => {
    await keysOf('one').claim(key);
    expect(await keysOf('other').read(key)).toBeNull();
  });
});
