import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { redisUnavailable, translateRedisError } from './redis-errors.ts';
import { parseRedisUrl } from './redis-url.ts';

/** `app` answers people and refuses within a second when Redis is away; `worker` waits until it is back. */
export type RedisRole = 'app' | 'worker';

/** One server or a cluster of them; the commands are the same. */
export type RedisClient = Redis | Cluster;

export type RedisConnection = {
  readonly client: RedisClient;
  readonly role: RedisRole;
  /** Runs commands. Failures of the connection come out as REDIS_UNAVAILABLE; in the `app` role, within a second. */
  ask<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  /** Resolves once Redis answers; REDIS_UNAVAILABLE after `timeoutMillis`. The connection keeps trying all the same. */
  whenReady(timeoutMillis: number): Promise<void>;
  /** Ends the connection; commands still waiting are refused. A second call does nothing. */
  close(): Promise<void>;
};

const askWithin = 900;
const reconnectWithin = 400;

/**
 * Opens a connection that lives until `close`: it reconnects by itself after a restart or failover. Takes `redis://`, `rediss://` (TLS),
 * and `redis-cluster://` or `rediss-cluster://` with the nodes to start from, separated by commas. Refuses any other address with
 * ENVIRONMENT_INVALID. `onError` hears every fault of the connection, which never surfaces as an unhandled event.
 */
export function connectRedis(
  url: string,
  role: RedisRole,
  options: { readonly onError?: (error: Error) => void } = {},
): RedisConnection {
  const client = openClient(url, role);
  client.on('error', options.onError ?? (() => {}));
  const whenReady = (timeoutMillis: number) => waitUntilReady(client, timeoutMillis);
  return {
    client,
    role,
    whenReady,
    async ask(work) {
      try {
        if (role === 'worker') return await work(client);
        if (client.status !== 'ready') await whenReady(reconnectWithin);
        return await within(askWithin - reconnectWithin, work(client));
      } catch (error) {
        throw translateRedisError(error);
      }
    },
    async close() {
      client.disconnect();
    },
  };
}

function openClient(url: string, role: RedisRole): RedisClient {
  const { nodes, node, credentials } = parseRedisUrl(url);
  const shared = { ...credentials, ...connectionOptions(role) };
  if (nodes === null) return new Redis({ ...node, ...shared, retryStrategy: retryDelay });
  const { enableOfflineQueue, ...redisOptions } = shared;
  return new Cluster([...nodes], {
    enableOfflineQueue,
    redisOptions,
    clusterRetryStrategy: retryDelay,
    maxRedirections: role === 'app' ? 4 : 16,
    retryDelayOnFailover: 100,
    retryDelayOnClusterDown: 100,
    slotsRefreshTimeout: 2_000,
    slotsRefreshInterval: 5_000,
  });
}

function connectionOptions(role: RedisRole) {
  const common = { connectTimeout: 2_000, keepAlive: 5_000, reconnectOnError: reconnectWhenReadOnly };
  if (role === 'app') {
    return {
      ...common,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      commandTimeout: askWithin - reconnectWithin,
    } satisfies RedisOptions;
  }
  // A connection that died without a word would block for ever: ten seconds without an answer end it, and it is opened anew.
  return {
    ...common,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    socketTimeout: 10_000,
  } satisfies RedisOptions;
}

/** After a failover behind one address the old primary answers READONLY: connect again and send the command again. */
function reconnectWhenReadOnly(error: Error): false | 2 {
  return error.message.startsWith('READONLY') ? 2 : false;
}

function retryDelay(times: number): number {
  return Math.min(50 * times, 1_000);
}

async function waitUntilReady(client: RedisClient, timeoutMillis: number): Promise<void> {
  if (client.status === 'ready') return;
  if (client.status === 'end') throw redisUnavailable();
  let settle = () => {};
  const ready = new Promise<void>((resolve) => {
    settle = resolve;
    client.once('ready', settle);
  });
  try {
    await within(timeoutMillis, ready);
  } finally {
    client.off('ready', settle);
  }
}

async function within<T>(millis: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(redisUnavailable()), millis);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
