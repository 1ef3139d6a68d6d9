import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askRedis } from '../../bin/redis/ask-redis.ts';
import { pickFreePort } from '../../bin/redis/private-redis.ts';
import { redisServer } from '../../bin/redis/provide-redis.ts';

/** A Redis with an append-only file that a test may kill and start again on the same port and data. */
export type KillableRedis = {
  readonly url: string;
  /** SIGKILL, as when the machine's memory runs out. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it answers. */
  start(): Promise<void>;
  /** Stops the process from answering without closing its connections, as when the network is gone. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
};

/**
 * Starts it with `appendfsync always`. With `everysec` Redis puts off writing to its file while an fsync is under way (a busy disk), and
 * answers all the same: killed then, it has lost what it acknowledged.
 */
export async function startKillableRedis(): Promise<KillableRedis> {
  const server = await redisServer({ say: console.log });
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-killable-'));
  const port = await pickFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;

  const start = async () => {
    const place = ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder];
    const keeping = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    running = spawn(server.file, [...place, ...keeping], { stdio: 'ignore' });
    for (let waited = 0; waited < 10_000; waited += 20) {
      if ((await askRedis(url, 'PING')) === 'PONG') return;
      await sleep(20);
    }
    throw new Error('The Redis of this test did not start within ten seconds.');
  };
  const kill = async () => {
    const process = running;
    running = null;
    if (process === null || process.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    start,
    kill,
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
