import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A program as it is measured: without a shell, its output thrown away or written to a file. */
export type Program = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Puts things in order before each run; its time does not count. */
  readonly before?: () => Promise<void>;
};

export type TimedRun = { readonly millis: number; readonly code: number | null };

/** Runs a program once, to its end or for `limit` milliseconds, and gives how long it took. */
export async function timedRun(program: Program, limit: number, output: string | null = null): Promise<TimedRun> {
  await program.before?.();
  const { child, started } = start(program, output);
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  const code = await ended(child);
  clearTimeout(timer);
  return { millis: performance.now() - started, code };
}

/**
 * The most memory the program's own process had, in megabytes, as Linux counts it (VmHWM), looked at every few milliseconds while it ran;
 * null where the system does not tell. Processes it starts, such as git, are not in it.
 */
export async function peakMemory(program: Program, limit: number): Promise<number | null> {
  await program.before?.();
  const { child } = start(program, null);
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  let peak: number | null = null;
  let isOver = false;
  const end = ended(child).then(() => {
    isOver = true;
  });
  while (!isOver) {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
    if (kilobytes !== undefined) peak = Math.max(peak ?? 0, Number(kilobytes) / 1_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  clearTimeout(timer);
  await end;
  return peak;
}

function start({ command, args, cwd, env = {} }: Program, output: string | null) {
  const started = performance.now();
  const child = spawn(command, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output === null ? 'ignore' : 'pipe', 'ignore'],
  });
  if (output !== null) child.stdout?.pipe(createWriteStream(output));
  return { child, started };
}

function ended(child: ReturnType<typeof start>['child']): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
}
