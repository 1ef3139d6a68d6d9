import { spawn } from 'node:child_process';
import type { AskCommand, CommandAnswer, CommandQuestion } from '#ports/command-runner.ts';
import { firstCharacters, plainOutput } from '../plain-text.ts';
import type { Redact } from '../redactor.ts';
import { programEnvironment } from './program-environment.ts';
import { OUTPUT_LIMIT } from './run-folder.ts';

/** Bytes of standard output that are looked at; the rest is read and dropped. */
const READ_LIMIT = 262_144;

/** Runs reading programs directly, in a process group of their own that is ended whole when the time is over. */
export function createAskCommand(options: {
  readonly redact: Redact;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly passEnv?: readonly string[];
}): AskCommand {
  return async (question) => {
    const env = programEnvironment(options.environment, options.passEnv ?? []);
    const { ending, printed } = await runOnce(question, env).catch(() => notStarted);
    if (ending === 'timed_out') return { kind: 'timed_out' };
    const output = firstCharacters(plainOutput(printed, options.redact), OUTPUT_LIMIT);
    return { kind: 'exited', code: ending, output } satisfies CommandAnswer;
  };
}

type Finished = { readonly ending: number | 'timed_out'; readonly printed: Buffer };

/** Some failures to start (arguments too long, for one) are thrown at once instead of being emitted. */
const notStarted: Finished = { ending: 126, printed: Buffer.alloc(0) };

function runOnce({ argv, folder, timeout }: CommandQuestion, env: Record<string, string>): Promise<Finished> {
  return new Promise((resolve) => {
    const [file = '', ...args] = argv;
    const child = spawn(file, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (ending: Finished['ending']): void => {
      clearTimeout(timer);
      child.stdout.destroy();
      resolve({ ending, printed: Buffer.concat(chunks) });
    };
    const timer = setTimeout(() => {
      endGroup(child.pid);
      finish('timed_out');
    }, timeout);
    child.stdout.on('data', (chunk: Buffer) => {
      if (size < READ_LIMIT) chunks.push(chunk);
      size += chunk.length;
    });
    child.once('error', (error) => finish('code' in error && error.code === 'ENOENT' ? 127 : 126));
    child.once('close', (code) => finish(code ?? 128));
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {}
}
