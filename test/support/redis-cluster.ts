import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askRedis } from '../../bin/redis/ask-redis.ts';
import { type PrivateRedis, startPrivateRedis } from '../../bin/redis/private-redis.ts';
import { redisServer } from '../../bin/redis/provide-redis.ts';

/** A Redis Cluster of masters on loopback, made from the same server program as everything else. */
export type RedisCluster = {
  /** `redis-cluster://127.0.0.1:7001,127.0.0.1:7002,...`, as REDIS_URL takes it. */
  readonly url: string;
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  stop(): Promise<void>;
};

const slots = 16_384;

/** Starts the nodes, shares the slots out evenly and waits until every node says the cluster is well. Takes about two seconds. */
export async function startRedisCluster(request: {
  readonly dataDirectory: string;
  readonly nodes?: number;
}): Promise<RedisCluster> {
  const count = request.nodes ?? 3;
  const server = await redisServer({ say: console.log });
  const servers = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      startPrivateRedis({
        server,
        folder: join(request.dataDirectory, `node-${index}`),
        password: '',
        pickPort: pickPortWithBus,
        settings: ['cluster-enabled yes', 'cluster-config-file nodes.conf', 'cluster-node-timeout 5000'],
        say: console.log,
      }),
    ),
  );
  await formCluster(servers);
  const nodes = servers.map(({ port }) => ({ host: '127.0.0.1', port }));
  return {
    url: `redis-cluster://${nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`,
    nodes,
    async stop() {
      await Promise.all(servers.map((node) => node.stop()));
    },
  };
}

async function formCluster(nodes: readonly PrivateRedis[]): Promise<void> {
  const first = nodes[0];
  for (const [index, node] of nodes.entries()) {
    const from = Math.floor((index * slots) / nodes.length);
    const to = Math.floor(((index + 1) * slots) / nodes.length);
    const own = Array.from({ length: to - from }, (_, offset) => String(from + offset));
    await tell(node, 'ADDSLOTS', ...own);
    await tell(node, 'SET-CONFIG-EPOCH', String(index + 1));
    if (first !== undefined && node !== first) await tell(node, 'MEET', '127.0.0.1', String(first.port));
  }
  for (const node of nodes) await waitUntilWell(node, nodes.length);
}

async function tell(node: PrivateRedis, ...args: readonly string[]): Promise<void> {
  const answer = await askRedis(node.url, 'CLUSTER', ...args);
  if (answer !== 'OK') throw new Error(`The cluster node on port ${node.port} refused CLUSTER ${args[0]}.`);
}

async function waitUntilWell(node: PrivateRedis, count: number): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const info = String(await askRedis(node.url, 'CLUSTER', 'INFO'));
    if (info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${count}\r`)) return;
    await sleep(100);
  }
  throw new Error(`The cluster node on port ${node.port} did not become well within 20 seconds.`);
}

/** The cluster bus listens 10,000 above the port, so both must be free and below 65,536. */
async function pickPortWithBus(): Promise<number> {
  for (;;) {
    const port = 16_000 + Math.floor(Math.random() * 14_000);
    if ((await isFree(port)) && (await isFree(port + 10_000))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
