/** The key layout of everything but the queue. All keys of one log share its hash tag, so a Redis Cluster keeps them in one slot. */
export type RedisKeys = {
  log(log: string): string;
  lease(log: string, lease: string): string;
  /** A hash of every log's name; see the log store for how it is kept true. */
  readonly logIndex: string;
  scratch(key: string): string;
  /** The name in a key made by `log`, or null for any other key. */
  logOf(key: string): string | null;
  /** A pattern for SCAN that every log key matches. */
  readonly anyLog: string;
};

const logName = /^[a-z][a-z0-9-]*\/[A-Za-z0-9._-]+$/;

/** Lays keys out under one namespace, `fairlead` unless several installations share a Redis. Refuses a log name that is not `kind/name`. */
export function redisKeys(namespace: string): RedisKeys {
  const slotOf = (log: string) => {
    if (!logName.test(log)) throw new TypeError(`"${log}" is not the name of a log.`);
    return `${namespace}:{${log}}`;
  };
  const logKey = new RegExp(`^${namespace}:\\{(.+)\\}:log$`);
  return {
    log: (log) => `${slotOf(log)}:log`,
    lease: (log, lease) => `${slotOf(log)}:lease:${lease}`,
    logIndex: `${namespace}:logs`,
    scratch: (key) => `${namespace}:scratch:${key}`,
    logOf: (key) => logKey.exec(key)?.[1] ?? null,
    anyLog: `${namespace}:{*}:log`,
  };
}
