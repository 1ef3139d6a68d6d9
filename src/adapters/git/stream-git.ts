import { spawn } from 'node:child_process';
import { gitEnvironment } from './git-environment.ts';
import { gitFailure } from './git-failure.ts';

/**
 * Runs git and gives the NUL-terminated fields it prints, one at a time, as they come: simple-git keeps all output in memory, and a history
 * may be larger than that. Ends the process when the reader stops early. Throws GIT_FAILED when git does not end well.
 */
export async function* streamGit(call: {
  readonly folder: string;
  readonly what: string;
  readonly args: readonly string[];
}): AsyncGenerator<string> {
  const child = spawn('git', [...call.args], {
    cwd: call.folder,
    env: gitEnvironment([]),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-8_192);
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      stderr = error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  let isRead = false;
  try {
    yield* fieldsOf(child.stdout);
    isRead = true;
  } finally {
    if (!isRead) child.kill('SIGKILL');
  }
  const code = await ended;
  if (code !== 0) throw gitFailure(call.what, stderr);
}

async function* fieldsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      pieces.push(chunk.subarray(start, end));
      yield Buffer.concat(pieces).toString('utf8');
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
}
