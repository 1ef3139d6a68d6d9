import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { gitEnvironment } from './git-environment.ts';
import { gitFailure } from './git-failure.ts';

/** One git process whose output is read as it comes. `what` opens the sentence of an error: `Reading commits`. */
export type StreamCall = {
  readonly folder: string;
  readonly what: string;
  readonly args: readonly string[];
  /** Written to git's standard input, which is closed behind it. */
  readonly input?: string;
  /** Exit codes other than 0 that are an answer. */
  readonly answers?: readonly number[];
  /** Takes secrets out of what git said before it is shown. */
  readonly redact?: (text: string) => string;
};

/** A running git: its output, and its exit code once it has ended well. */
export type RunningGit = {
  readonly out: Readable;
  /** The exit code. Rejects with GIT_FAILED or GIT_UNREACHABLE when it is no answer. */
  readonly ended: Promise<number>;
  readonly kill: () => void;
};

/** Starts git at once, without a shell. Argument arrays only; whoever calls has checked every ref, path and sha. */
export function startGit({ folder, what, args, input, answers = [], redact }: StreamCall): RunningGit {
  const child = spawn('git', [...args], {
    cwd: folder,
    env: gitEnvironment([]),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-8_192);
  });
  // A git that ended early has no use for the rest of its input; its exit code tells why.
  child.stdin.on('error', () => undefined).end(input);
  const failure = () => gitFailure(what, stderr, redact === undefined ? {} : { redact });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      stderr = error.message;
      reject(failure());
    });
    child.once('close', (code) => {
      if (code === 0 || (code !== null && answers.includes(code))) resolve(code);
      else reject(failure());
    });
  });
  // Whoever stops reading early never asks how it ended.
  ended.catch(() => undefined);
  return { out: child.stdout, ended, kill: () => child.kill('SIGKILL') };
}

/**
 * Runs git and gives what it prints as it comes: simple-git keeps all output in memory, and a history may be larger than that. Ends the
 * process when the reader stops early. Throws GIT_FAILED when git does not end well.
 */
export async function* streamGit(call: StreamCall): AsyncGenerator<Buffer> {
  yield* outputOf(startGit(call));
}

/** The output of a git that was started before. */
export async function* outputOf(git: RunningGit): AsyncGenerator<Buffer> {
  let isRead = false;
  try {
    for await (const chunk of git.out) yield chunk;
    isRead = true;
  } finally {
    if (!isRead) git.kill();
  }
  await git.ended;
}
