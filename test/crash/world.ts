import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { createProjectLog, type ProjectLog } from '#operations/project-log.ts';
import { createReleaseLog, type ReleaseLog } from '#operations/release-log.ts';
import type { LogStore } from '#ports/log-store.ts';
import { packageRoot } from '../../bin/package-root.ts';
import { askRedis } from '../../bin/redis/ask-redis.ts';
import { startPrivateRedis } from '../../bin/redis/private-redis.ts';
import { redisServer } from '../../bin/redis/provide-redis.ts';
import { type GithubServer, startGithubServer } from './github-server.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';
import { type Death, type Supervised, supervise } from './supervise.ts';
import { openWorkspace, type WorkspaceClient } from './workspace-client.ts';

export type WorldOptions = {
  readonly apps: number;
  readonly workers: number;
  /** Another Redis than a private one, which then cannot be killed. */
  readonly redisUrl?: string;
  /** Whether each process has a data folder of its own, as on machines of their own; else they share one. */
  readonly ownFolders?: boolean;
  /** Leaves the folder with the logs of every process behind. */
  readonly isKept?: boolean;
};

/** Everything a release needs, each part a process of its own, and what is seen of it from outside. */
export type World = {
  readonly folder: string;
  readonly sandbox: SandboxProcess;
  readonly workspace: WorkspaceClient;
  readonly github: GithubServer;
  readonly apps: readonly Supervised[];
  readonly workers: readonly Supervised[];
  readonly store: LogStore;
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  /** Every death of an app or worker, oldest first. */
  readonly deaths: readonly Death[];
  /** Arms crash points, `deploy.after-effect` and the like: the first process that comes to one dies there. */
  arm(points: readonly string[]): Promise<void>;
  /** Takes the points away that nobody has come to, and names them. */
  disarm(): Promise<readonly string[]>;
  /** SIGKILL for Redis, which is started again on the same data. False when it is not ours. */
  killRedis(): Promise<boolean>;
  /** Ends every process. Rejects when one of them did not end when told to. */
  close(): Promise<void>;
};

/** The built front door. Throws when there is none. */
function builtProgram(): string {
  const program = join(packageRoot(), 'dist', 'bin', 'fairlead.js');
  if (!existsSync(program)) throw new Error(`${program} is not there. Run \`npm run build\` first.`);
  return program;
}

/** Starts Redis, the sandbox, a forge, apps and workers; whatever was started is ended again when one of them does not start. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-crash-'));
  const ends: (() => unknown)[] = [];
  if (options.isKept !== true) ends.push(removal(folder));
  const close = async (): Promise<void> => {
    const troubles: unknown[] = [];
    for (const end of ends.splice(0).reverse()) await Promise.resolve(end()).catch((error) => troubles.push(error));
    if (troubles.length > 0) throw troubles[0];
  };
  try {
    return await assemble(options, folder, ends, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Removes a folder when called, or at the end of this process when it ends before. */
function removal(folder: string): () => Promise<void> {
  const atOnce = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', atOnce);
  return async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    process.off('exit', atOnce);
  };
}

async function assemble(
  options: WorldOptions,
  folder: string,
  ends: (() => unknown)[],
  close: () => Promise<void>,
): Promise<World> {
  const program = builtProgram();
  const points = join(folder, 'points');
  mkdirSync(points);
  const redisUrl = options.redisUrl ?? (await ownRedis(folder, ends));
  const sandbox = await startSandboxProcess(program, folder);
  ends.push(() => sandbox.stop());
  const github = await startGithubServer(sandbox.remote);
  ends.push(() => github.stop());
  const workspace = await openWorkspace(sandbox.slackUrl);
  ends.push(() => workspace.close());
  const deaths: Death[] = [];
  const env = {
    ...sandbox.environment,
    REDIS_URL: redisUrl,
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: 'github_pat_of_the_crash_harness',
    FAIRLEAD_CRASH_POINTS: points,
    LOG_LEVEL: 'info',
  };
  const start = (role: 'app' | 'worker', count: number): Supervised[] =>
    Array.from({ length: count }, (_, index) => {
      const name = `${role}-${index + 1}`;
      const own = { ...env, FAIRLEAD_DATA: join(folder, options.ownFolders === true ? `data-${name}` : 'data') };
      const log = join(folder, `${name}.log`);
      return supervise({ name, program, args: [role], env: own, log, onDeath: (death) => deaths.push(death) });
    });
  const apps = start('app', options.apps);
  const workers = start('worker', options.workers);
  for (const one of [...apps, ...workers]) ends.push(() => one.stop());
  const redis = connectRedis(redisUrl, 'worker');
  ends.push(() => redis.close());
  const store = createRedisLogStore(redis);
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  return {
    folder,
    sandbox,
    workspace,
    github,
    apps,
    workers,
    store,
    releases: createReleaseLog({ store, clock }),
    projects: createProjectLog({ store, clock }),
    deaths,
    arm: async (names) => void (await Promise.all(names.map((name) => writeFile(join(points, name), '')))),
    async disarm() {
      const left = await readdir(points);
      await Promise.all(left.map((name) => rm(join(points, name), { force: true })));
      return left;
    },
    killRedis: () => (options.redisUrl === undefined ? killRedis(redisUrl) : Promise.resolve(false)),
    close,
  };
}

async function ownRedis(folder: string, ends: (() => unknown)[]): Promise<string> {
  const server = await redisServer({ say: console.log });
  const redis = await startPrivateRedis({ server, folder: join(folder, 'redis'), say: () => undefined });
  ends.push(() => redis.stop());
  return redis.url;
}

/** The process that started it sees it die and starts it again on the same port and data. */
async function killRedis(url: string): Promise<boolean> {
  const pid = /^process_id:(\d+)/m.exec(String(await askRedis(url, 'INFO', 'server')))?.[1];
  if (pid === undefined) return false;
  process.kill(Number(pid), 'SIGKILL');
  return true;
}
