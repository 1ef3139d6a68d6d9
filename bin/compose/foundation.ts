import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { createRedactor, type Redact } from '#adapters/redactor.ts';
import { connectRedis, type RedisConnection, type RedisRole } from '#adapters/redis/connect-redis.ts';
import { createRedisLeaseStore } from '#adapters/redis/redis-lease-store.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { createRedisScratch } from '#adapters/redis/redis-scratch.ts';
import { createSlackDirectory } from '#adapters/slack/slack-directory.ts';
import { createSlackMessenger } from '#adapters/slack/slack-messenger.ts';
import { createConfiguration, type LiveConfiguration } from '#config/configuration.ts';
import type { EnvironmentVariables } from '#config/environment-variables.ts';
import { knownNames } from '#config/known-names.ts';
import { createProjectLog, type ProjectLog } from '#operations/project-log.ts';
import { createReleaseLog, type ReleaseLog } from '#operations/release-log.ts';
import type { Clock } from '#ports/clock.ts';
import type { Directory } from '#ports/directory.ts';
import type { LeaseStore, Scratch } from '#ports/log-store.ts';
import type { Messenger } from '#ports/messenger.ts';

/** What every process of Fairlead stands on. */
export type Foundation = {
  readonly environment: EnvironmentVariables;
  readonly dataDirectory: string;
  readonly redact: Redact;
  readonly log: Logger;
  readonly clock: Clock;
  readonly configuration: LiveConfiguration;
  readonly redis: RedisConnection;
  readonly connect: (role: RedisRole) => RedisConnection;
  readonly scratch: Scratch;
  readonly leases: LeaseStore;
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  readonly messenger: Messenger;
  readonly directory: Directory;
  /** Lets go of Redis. */
  close(): Promise<void>;
};

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (millis, signal) => sleep(millis, undefined, signal === undefined ? {} : { signal }),
};

/**
 * Opens configuration, Redis and Slack's Web API for one process. `role` says how it bears a Redis that is away: an app refuses at once, a
 * worker waits. Throws when the configuration has a mistake.
 */
export function layFoundation(environment: EnvironmentVariables, redisUrl: string, role: RedisRole): Foundation {
  const redact = createRedactor(process.env);
  const log = createLog(environment.logLevel, redact);
  const dataDirectory = resolve(environment.dataDirectory);
  mkdirSync(dataDirectory, { recursive: true });
  const configuration = createConfiguration(environment.configFile, {
    ...knownNames,
    onProblem: (problem) =>
      problem === null ? log.info('the configuration is in order again') : log.warn(problem.message),
  });
  const connect = (as: RedisRole): RedisConnection =>
    connectRedis(redisUrl, as, { onError: (error) => log.warn({ err: error }, 'redis') });
  const redis = connect(role);
  const store = createRedisLogStore(redis);
  const clock = systemClock;
  const slack = { token: environment.slack?.botToken ?? '', apiUrl: environment.slack?.apiUrl ?? '', clock };
  return {
    environment,
    dataDirectory,
    redact,
    log,
    clock,
    configuration,
    redis,
    connect,
    scratch: createRedisScratch(redis),
    leases: createRedisLeaseStore(redis),
    releases: createReleaseLog({ store, clock }),
    projects: createProjectLog({ store, clock }),
    messenger: createSlackMessenger(slack),
    directory: createSlackDirectory(slack),
    close: () => redis.close(),
  };
}

/** JSON lines on standard error, secrets taken out of every line. */
export function createLog(level: string, redact: Redact): Logger {
  return pino({ level, base: null }, { write: (line: string) => process.stderr.write(redact(line)) });
}
