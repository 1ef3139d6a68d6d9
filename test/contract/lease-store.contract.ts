import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeaseStore, Scratch } from '#ports/log-store.ts';

export type LeaseStoreUnderTest = {
  readonly leases: LeaseStore;
  readonly scratch: Scratch;
  close(): Promise<void>;
};

/** What every lease store and scratch promises. `make` gives empty ones. */
export function leaseStoreContract(make: () => Promise<LeaseStoreUnderTest>): void {
  let store: LeaseStoreUnderTest;
  let made = 0;
  beforeAll(async () => {
    store = await make();
  });
  afterAll(() => store.close());
  const freshLog = () => {
    made += 1;
    return `project/lease-${made}`;
  };

  describe('a lease', () => {
    it('goes to exactly one of fifty that ask at once', async () => {
      const log = freshLog();
      const tokens = await Promise.all(Array.from({ length: 50 }, () => store.leases.acquire(log, 'api', 60_000)));
      expect(tokens.filter((token) => token !== null)).toHaveLength(1);
      expect(await store.leases.isHeld(log, 'api')).toBe(true);
    });

    it('is had under a token named beforehand, by one of two who name different ones', async () => {
      const log = freshLog();
      expect(await store.leases.acquire(log, 'api', 60_000, 'mine')).toBe('mine');
      expect(await store.leases.acquire(log, 'api', 60_000, 'theirs')).toBeNull();
      expect(await store.leases.renew(log, 'api', 'mine', 60_000)).toBe(true);
    });

    it('is apart from leases of another name or another log', async () => {
      const log = freshLog();
      await store.leases.acquire(log, 'api', 60_000);
      expect(await store.leases.acquire(log, 'worker', 60_000)).not.toBeNull();
      expect(await store.leases.acquire(freshLog(), 'api', 60_000)).not.toBeNull();
    });

    it('is lost when its time has run out, and can be had again', async () => {
      const log = freshLog();
      const token = (await store.leases.acquire(log, 'api', 20)) ?? '';
      await expect.poll(() => store.leases.isHeld(log, 'api')).toBe(false);
      expect(await store.leases.renew(log, 'api', token, 60_000)).toBe(false);
      expect(await store.leases.acquire(log, 'api', 60_000)).not.toBeNull();
    });

    it('lasts longer when it is renewed', async () => {
      const log = freshLog();
      const token = (await store.leases.acquire(log, 'api', 150)) ?? '';
      expect(await store.leases.renew(log, 'api', token, 60_000)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await store.leases.isHeld(log, 'api')).toBe(true);
    });

    it('is neither renewed nor given back by one who does not hold it', async () => {
      const log = freshLog();
      await store.leases.acquire(log, 'api', 60_000);
      expect(await store.leases.renew(log, 'api', 'somebody-else', 60_000)).toBe(false);
      await store.leases.release(log, 'api', 'somebody-else');
      expect(await store.leases.isHeld(log, 'api')).toBe(true);
    });

    it('is free at once when its holder gives it back', async () => {
      const log = freshLog();
      const token = (await store.leases.acquire(log, 'api', 60_000)) ?? '';
      await store.leases.release(log, 'api', token);
      expect(await store.leases.isHeld(log, 'api')).toBe(false);
    });
  });

  describe('scratch', () => {
    it('keeps a value until it is set anew, deleted or out of time', async () => {
      expect(await store.scratch.get('card')).toBeNull();
      await store.scratch.set('card', 'one', 60_000);
      await store.scratch.set('card', 'two', 60_000);
      expect(await store.scratch.get('card')).toBe('two');
      await store.scratch.delete('card');
      expect(await store.scratch.get('card')).toBeNull();
      await store.scratch.set('card', 'three', 20);
      await expect.poll(() => store.scratch.get('card')).toBeNull();
    });

    it('lets exactly one of fifty claim a key', async () => {
      const claims = await Promise.all(Array.from({ length: 50 }, () => store.scratch.claim('replay', 60_000)));
      expect(claims.filter((claimed) => claimed)).toHaveLength(1);
    });

    it('lets a key be claimed again when the claim is out of time', async () => {
      expect(await store.scratch.claim('short', 20)).toBe(true);
      await expect.poll(() => store.scratch.claim('short', 60_000)).toBe(true);
    });
  });
}
