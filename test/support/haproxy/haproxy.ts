import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRuntimeClient } from '#adapters/haproxy/runtime-client.ts';
import { freePort } from '../free-port.ts';
import { provideProgram } from '../provide-program.ts';

/** A backend with a frontend of its own. `check` is how often, in milliseconds, its servers are asked for /health; never when left out. */
export type HaproxyBackend = {
  readonly name: string;
  readonly servers: readonly { readonly name: string; readonly port: number; readonly options?: string }[];
  readonly check?: number;
};

/** A real HAProxy on loopback. */
export type Haproxy = {
  /** Path of the socket of its runtime API. */
  readonly socket: string;
  /** Another such socket that may only look. */
  readonly lookOnly: string;
  /** Address of the frontend before a backend. */
  urlOf(backend: string): string;
  ask(command: string): Promise<string>;
  /** Ends it and starts it anew from its configuration: what it was told since is forgotten. */
  restart(): Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

/** Starts HAProxy from the PATH, or installs it where that needs no password; throws what to do where neither can be done. */
export async function startHaproxy(backends: readonly HaproxyBackend[]): Promise<Haproxy> {
  const program = await provideProgram('haproxy', 'HAProxy');
  const folder = await mkdtemp(join(tmpdir(), 'haproxy-'));
  const socket = join(folder, 'admin.sock');
  const lookOnly = join(folder, 'user.sock');
  const ports = new Map<string, number>();
  for (const { name } of backends) ports.set(name, await freePort());
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, configuration(backends, ports, [`${socket} level admin`, `${lookOnly} level user`]));
  const client = createRuntimeClient({ timeout: 5_000 });
  let child = await started(program, file, () => client.ask(socket, 'show info'));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    socket,
    lookOnly,
    urlOf: (backend) => `http://127.0.0.1:${ports.get(backend) ?? 0}`,
    ask: (command) => client.ask(socket, command),
    async restart() {
      await stop();
      child = await started(program, file, () => client.ask(socket, 'show info'));
    },
    stop,
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(
  backends: readonly HaproxyBackend[],
  ports: ReadonlyMap<string, number>,
  sockets: readonly string[],
): string {
  const each = backends.map(({ check, name, servers }) => {
    const checks = check === undefined ? '' : ` check inter ${check}ms fall 2 rise 2`;
    const lines = servers.map((one) =>
      `  server ${one.name} 127.0.0.1:${one.port}${checks} ${one.options ?? ''}`.trimEnd(),
    );
    return [
      `frontend ${name}-front`,
      `  bind 127.0.0.1:${ports.get(name) ?? 0}`,
      `  default_backend ${name}`,
      `backend ${name}`,
      '  balance roundrobin',
      ...(check === undefined ? [] : ['  option httpchk GET /health']),
      ...lines,
    ];
  });
  return [
    'global',
    ...sockets.map((one) => `  stats socket ${one}`),
    'defaults',
    '  mode http',
    '  timeout connect 5s',
    '  timeout check 5s',
    '  timeout client 20s',
    '  timeout server 20s',
    ...each.flat(),
    '',
  ].join('\n');
}

async function started(program: string, file: string, ask: () => Promise<string>): Promise<ChildProcess> {
  const child = spawn(program, ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = `${said}${part.toString()}`.slice(-2_000);
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`HAProxy ended: ${said}`);
    const isOn = await ask().then(
      () => true,
      () => false,
    );
    if (isOn) return child;
    await sleep(50);
  }
  throw new Error(`HAProxy did not answer within 5 s: ${said}`);
}
