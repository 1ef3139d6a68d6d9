import { describe } from 'vitest';
import { createMemoryLeaseStore, createMemoryScratch } from '#test/support/memory-lease-store.ts';
import { createMemoryLogStore } from '#test/support/memory-log-store.ts';
import { leaseStoreContract } from './lease-store.contract.ts';
import { logStoreContract } from './log-store.contract.ts';

async function makeStores() {
  const leases = createMemoryLeaseStore();
  return { leases, logs: createMemoryLogStore(leases), scratch: createMemoryScratch(), close: async () => {} };
}

describe('the log store in memory', () => logStoreContract(makeStores));
describe('the lease store and scratch in memory', () => leaseStoreContract(makeStores));
