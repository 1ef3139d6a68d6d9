import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Runs "$@" and ends it once this script's standard input is closed. The kernel closes that pipe when the starting process is gone,
 * even by SIGKILL, so the program cannot linger. The text is fixed: values arrive as positional arguments only.
 */
const keeper = [
  'exec 3<&0',
  '"$@" </dev/null & kept=$!',
  '( while read -r _ <&3; do :; done; kill -TERM "$kept"; sleep 10; kill -KILL "$kept" ) 2>/dev/null & watcher=$!',
  'wait "$kept"; code=$?',
  'kill "$watcher" 2>/dev/null',
  'exit "$code"',
].join('\n');

/** A program that ends with this process, however this process ends. */
export type KeptProcess = {
  /** Resolves with the exit code once the program has ended. */
  readonly ended: Promise<number | null>;
  /** Ends the program (SIGTERM, SIGKILL ten seconds later) and waits for it. A second call waits as well. */
  stop(): Promise<void>;
};

/** Starts a program in a process group of its own, so that Ctrl-C reaches it only through `stop`. Output goes to `log`, a file descriptor. */
export function startKept(program: string, args: readonly string[], log: number): KeptProcess {
  const child: ChildProcess = spawn('/bin/sh', ['-c', keeper, 'fairlead-keeper', program, ...args], {
    stdio: ['pipe', log, log],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  child.stdin?.on('error', () => undefined);
  return {
    ended,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}
