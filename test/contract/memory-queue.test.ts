import { describe } from 'vitest';
import { createMemoryQueue } from '#test/support/memory-queue.ts';
import { queueContract } from './queue.contract.ts';

describe('the queue in memory', () =>
  queueContract(async () => {
    const queue = createMemoryQueue();
    return { queue, startWorker: queue.startWorker, close: async () => {} };
  }));
