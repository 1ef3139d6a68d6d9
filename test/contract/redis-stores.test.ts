import { describe } from 'vitest';
import { testRedisUrl } from '#test/support/redis.ts';
import { openRedisStores } from '#test/support/redis-stores.ts';
import { leaseStoreContract } from './lease-store.contract.ts';
import { logStoreContract } from './log-store.contract.ts';

describe('the log store in Redis', () => logStoreContract(() => openRedisStores(testRedisUrl())));
describe('the lease store and scratch in Redis', () => leaseStoreContract(() => openRedisStores(testRedisUrl())));
