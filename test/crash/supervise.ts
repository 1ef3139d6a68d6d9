import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** One end of a process that nobody had asked for in the ordinary way. */
export type Death = { readonly name: string; readonly at: number; readonly how: string };

/** A process that is started again whenever it ends, as a service manager does. */
export type Supervised = {
  readonly name: string;
  /** Sends SIGKILL to whatever runs now. Resolves when it is gone; its successor starts by itself. */
  kill(): Promise<void>;
  /** Tells the process to end and starts it no more. Rejects when it had to be killed after ten seconds. */
  stop(): Promise<void>;
};

export type Supervision = {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** File that gets what the process prints. */
  readonly log: string;
  readonly onDeath: (death: Death) => void;
};

const restartAfter = 100;
const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts one program of Node and keeps it running. It ends with this process however that ends, by its channel. */
export function supervise(supervision: Supervision): Supervised {
  const { name, onDeath } = supervision;
  let isStopping = false;
  let current = start();

  function start(): ChildProcess {
    const child = startProgram(supervision);
    child.once('exit', (code, signal) => {
      running.delete(child);
      if (isStopping) return;
      onDeath({ name, at: Date.now(), how: signal ?? `exit code ${code}` });
      setTimeout(() => {
        if (!isStopping) current = start();
      }, restartAfter);
    });
    return child;
  }

  return {
    name,
    async kill() {
      const child = current;
      child.kill('SIGKILL');
      await ended(child);
    },
    async stop() {
      isStopping = true;
      await endProgram(current, name);
    },
  };
}

/** Starts a program of Node with a channel to this process. Its output goes to a file. */
export function startProgram({ program, args, env, log }: Omit<Supervision, 'name' | 'onDeath'>): ChildProcess {
  const output = openSync(log, 'a');
  const child = fork(program, args, {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Tells a process to end and waits for it. Rejects when it had to be killed after ten seconds. */
export async function endProgram(child: ChildProcess, name: string): Promise<void> {
  child.kill('SIGTERM');
  const isGone = await Promise.race([ended(child).then(() => true), sleep(10_000, false, { ref: false })]);
  child.kill('SIGKILL');
  await ended(child);
  if (!isGone) throw new Error(`${name} did not end within ten seconds of SIGTERM.`);
}

/** Resolves when a process is gone. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
