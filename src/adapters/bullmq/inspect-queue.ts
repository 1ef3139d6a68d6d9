import { Queue as BullQueue } from 'bullmq';
import type { InspectQueue, LaneLook } from '#ports/queue-inspection.ts';
import type { RedisConnection } from '../redis/connect-redis.ts';
import { queueNames, queuePrefix } from './queue-names.ts';

/** Looks at every lane of the queue and at who is connected to it (CLIENT LIST). */
export function createQueueInspection(redis: RedisConnection, namespace = 'fairlead'): InspectQueue {
  return () => redis.ask(() => Promise.all(queueNames.map((name) => lookAt(redis, name, queuePrefix(namespace)))));
}

async function lookAt(redis: RedisConnection, name: string, prefix: string): Promise<LaneLook> {
  const lane = new BullQueue(name, { connection: redis.client, prefix, skipVersionCheck: true });
  lane.on('error', () => {});
  try {
    const counts = await lane.getJobCounts('waiting', 'prioritized', 'active', 'delayed');
    const [oldest] = await lane.getJobs(['waiting'], 0, 0, true);
    return {
      name,
      waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
      active: counts.active ?? 0,
      delayed: counts.delayed ?? 0,
      oldestDue: oldest === undefined ? null : oldest.timestamp + (oldest.delay ?? 0),
      workers: await workersOn(lane),
    };
  } finally {
    await lane.close();
  }
}

/** Null where the server has no CLIENT LIST; BullMQ then names one client that does not exist. */
async function workersOn(lane: BullQueue): Promise<number | null> {
  try {
    const workers = await lane.getWorkers();
    return workers.some(({ name }) => name?.includes('does not support')) ? null : workers.length;
  } catch {
    return null;
  }
}
