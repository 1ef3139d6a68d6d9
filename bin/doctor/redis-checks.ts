import { createQueueInspection } from '#adapters/bullmq/inspect-queue.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisInspection } from '#adapters/redis/inspect-redis.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { couldNotCheck, failed, ok, warning } from '#domain/doctor/finding.ts';
import type { Check } from '#operations/doctor/check.ts';
import { checkLogs } from '#operations/doctor/check-logs.ts';
import { checkPosts } from '#operations/doctor/check-posts.ts';
import { checkQueue } from '#operations/doctor/check-queue.ts';
import { checkStore } from '#operations/doctor/check-store.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { systemClock as clock } from '../compose/foundation.ts';
import { findRedisServer, minimumRedisVersion } from '../redis/find-redis-server.ts';

export type RedisChecks = { readonly checks: readonly Check[]; close(): Promise<void> };

/** Everything about Redis and what is kept in it. `close` lets go of the connection. */
export function redisChecks(url: string, projects: readonly string[], withLogs: boolean): RedisChecks {
  const redis = connectRedis(url, 'worker');
  const store = createRedisLogStore(redis);
  const logs = { store, projects: createProjectLog({ store, clock }), releases: createReleaseLog({ store, clock }) };
  let isReachable = false;
  const inspect = async () => {
    const looks = await createRedisInspection(url)();
    isReachable = true;
    return looks;
  };
  const kept = [
    ...checkQueue(createQueueInspection(redis), clock),
    ...projects.map((project) => checkPosts({ ...logs, clock }, project)),
    ...(withLogs ? checkLogs(logs, projects) : []),
  ];
  return {
    checks: [...checkStore(inspect), ...kept.map((check) => onlyIf(() => isReachable, check))],
    close: () => redis.close(),
  };
}

/** A Redis that is away is one failure, and not one more for everything that is kept in it. */
function onlyIf(isReachable: () => boolean, { name, run }: Check): Check {
  return { name, run: async () => (isReachable() ? run() : couldNotCheck('Redis cannot be reached.')) };
}

/** Where no Redis is given and none runs: whether there is a program to start one from. Starts and installs nothing. */
export function checkRedisProgram(path: string): Check {
  return {
    name: 'redis',
    async run() {
      const found = await findRedisServer(path);
      if (found.kind === 'found') {
        return ok(`None runs yet; Fairlead starts ${found.server.file} (${found.server.version}) as its own.`);
      }
      const next = `Install redis-server or valkey-server ${minimumRedisVersion} or later, or set REDIS_URL.`;
      if (found.kind === 'too_old') return failed(`${found.file} is version ${found.version}, which is too old.`, next);
      return warning('There is no redis-server on the PATH; Fairlead will try to install one when it starts.', next);
    },
  };
}
