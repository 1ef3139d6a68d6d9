import { randomUUID } from 'node:crypto';
import type { LeaseStore, Scratch } from '#ports/log-store.ts';

export type MemoryLeaseStore = LeaseStore & { holderOf(log: string, lease: string): string | null };

/** Leases in memory. `now` is the clock they expire by. */
export function createMemoryLeaseStore(now: () => number = Date.now): MemoryLeaseStore {
  const leases = new Map<string, { token: string; until: number }>();
  const keyOf = (log: string, lease: string) => `${log}:${lease}`;
  const holderOf = (log: string, lease: string) => {
    const held = leases.get(keyOf(log, lease));
    return held !== undefined && held.until > now() ? held.token : null;
  };
  return {
    holderOf,
    newToken: () => randomUUID(),
    async acquire(log, lease, ttl, token = randomUUID()) {
      if (![null, token].includes(holderOf(log, lease))) return null;
      leases.set(keyOf(log, lease), { token, until: now() + ttl });
      return token;
    },
    async renew(log, lease, token, ttl) {
      if (holderOf(log, lease) !== token) return false;
      leases.set(keyOf(log, lease), { token, until: now() + ttl });
      return true;
    },
    async release(log, lease, token) {
      if (holderOf(log, lease) === token) leases.delete(keyOf(log, lease));
    },
    isHeld: async (log, lease) => holderOf(log, lease) !== null,
  };
}

/** Scratch values in memory. */
export function createMemoryScratch(now: () => number = Date.now): Scratch {
  const values = new Map<string, { value: string; until: number }>();
  const get = (key: string) => {
    const held = values.get(key);
    return held !== undefined && held.until > now() ? held.value : null;
  };
  return {
    get: async (key) => get(key),
    async set(key, value, ttl) {
      values.set(key, { value, until: now() + ttl });
    },
    async claim(key, ttl) {
      if (get(key) !== null) return false;
      values.set(key, { value: '1', until: now() + ttl });
      return true;
    },
    async delete(key) {
      values.delete(key);
    },
  };
}
