import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** `fairlead start` as a newcomer without a Slack token runs it: from the build, in an empty home. */
export type Newcomer = {
  readonly pid: number;
  /** Address of the workspace in the browser. */
  readonly url: string;
  /** What was written to the terminal. */
  readonly lines: readonly string[];
  /** Sends a signal, to the whole process group as a terminal does on Ctrl+C, or to the one process. */
  signal(name: NodeJS.Signals, to: 'terminal' | 'process'): void;
  /** Waits for the end and gives the exit code, null when a signal ended it. */
  ended(): Promise<number | null>;
  /** What is left in the folder for temporary files. */
  leftovers(): Promise<readonly string[]>;
  /** Ends it and removes its folders. */
  stop(): Promise<void>;
};

const program = join(process.cwd(), 'dist/bin/fairlead.js');
const patience = 180_000;

/**
 * Starts it on a free port and resolves once it says that it is running. `args` go to `fairlead start`. It ends with this process however that
 * ends, by its channel: in a process group of its own, Ctrl+C at the terminal does not reach it.
 */
export async function startNewcomer(args: readonly string[] = ['--fast']): Promise<Newcomer> {
  if (!existsSync(program)) throw new Error('There is no dist/bin/fairlead.js. Run `npm run build` first.');
  const home = await mkdtemp(join(tmpdir(), 'fairlead-newcomer-'));
  const child = spawn(process.execPath, [program, 'start', '--port', '0', ...args], {
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: home },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  const url = await addressOf(child, lines);
  const { pid = 0 } = child;
  return {
    pid,
    url,
    lines,
    signal: (name, to) => void process.kill(to === 'terminal' ? -pid : pid, name),
    ended: async () => (await exit)[0],
    leftovers: async () => (await readdir(home)).filter((name) => name.startsWith('fairlead-')),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exit;
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

/** Watches the terminal until Fairlead runs; rejects with what was written when it ends or stays silent. */
function addressOf(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`fairlead start did not come up. It wrote:\n${lines.join('\n')}`));
    };
    const timer = setTimeout(fail, patience);
    child.once('exit', fail);
    const hear = (line: string): void => {
      lines.push(line);
      const url = lines.map((one) => /^Open the workspace in your browser: (\S+)$/.exec(one)?.[1]).find(Boolean);
      if (url === undefined || !line.startsWith('Fairlead is running')) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve(url);
    };
    for (const input of [child.stdout, child.stderr]) if (input !== null) createInterface({ input }).on('line', hear);
  });
}
