import { Cluster } from 'ioredis';
import { ReleaseError } from '#errors.ts';
import type { InspectStore, StoreLook } from '#ports/store-inspection.ts';
import { connectRedis, type RedisClient } from './connect-redis.ts';

/** The commands a look needs, of a single server or of one node. */
type Server = { call(command: string, ...args: string[]): Promise<unknown> };

const reachWithin = 5_000;

/**
 * Looks at a Redis through a connection of its own: INFO, CONFIG GET and, in a cluster, CLUSTER INFO of every master. A fault of the
 * connection that time does not mend ends the look at once.
 */
export function createRedisInspection(url: string): InspectStore {
  return async () => {
    let tell = (_reason: string) => {};
    const fault = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const redis = connectRedis(url, 'worker', {
      onError: (error) => {
        const reason = reasonOf(error);
        if (reason !== null) tell(reason);
      },
    });
    try {
      const ready = redis.whenReady(reachWithin).then(
        () => null,
        () => 'it does not answer',
      );
      const reason = await Promise.race([ready, fault]);
      if (reason !== null) {
        const message = `Redis cannot be reached: ${reason}. Start it, or correct REDIS_URL.`;
        throw new ReleaseError('REDIS_UNAVAILABLE', 'transient', message);
      }
      return await Promise.all(serversOf(redis.client).map(look));
    } finally {
      await redis.close();
    }
  };
}

function serversOf(client: RedisClient): readonly Server[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

async function look(server: Server): Promise<StoreLook> {
  const info = fieldsOf(String(await server.call('INFO')));
  const setting = async (name: string, fallback: string | null) => (await configOf(server, name)) ?? fallback;
  const aof = info.get('aof_enabled');
  const isCluster = info.get('cluster_enabled') === '1';
  const valkey = info.get('valkey_version');
  return {
    product: valkey === undefined ? 'Redis' : 'Valkey',
    version: valkey ?? info.get('redis_version') ?? '(unknown version)',
    commandsOf: info.get('redis_version') ?? '',
    maxmemoryPolicy: await setting('maxmemory-policy', info.get('maxmemory_policy') ?? null),
    appendonly: await setting('appendonly', aof === undefined ? null : aof === '1' ? 'yes' : 'no'),
    appendfsync: await setting('appendfsync', null),
    cluster: isCluster ? await clusterState(server) : null,
  };
}

/** Hosted servers often refuse CONFIG; then INFO tells what it can. */
async function configOf(server: Server, name: string): Promise<string | null> {
  const answer = await server.call('CONFIG', 'GET', name).catch(() => null);
  const value: unknown = Array.isArray(answer) ? answer[1] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

async function clusterState(server: Server): Promise<string> {
  const info = fieldsOf(String(await server.call('CLUSTER', 'INFO').catch(() => '')));
  return info.get('cluster_state') ?? 'not told';
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\r\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
    }),
  );
}

/** Why a connection fails, without the address: only words Redis or the system has fixed are repeated. */
function reasonOf(error: Error): string | null {
  if (/^(WRONGPASS|NOAUTH|NOPERM)\b|invalid password/i.test(error.message)) {
    return 'it does not accept the user name or password in REDIS_URL';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNREFUSED') return 'nothing listens at the address';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no host of that name';
  return /^[A-Z_]{3,40}$/.test(code) ? `the connection fails (${code})` : null;
}
