import { describe } from 'vitest';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { queueContract } from './queue.contract.ts';

describe('the queue on BullMQ', () => queueContract(() => openBullmqQueue(testRedisUrl())));
