import type { GitAnswer } from './run-git.ts';
import { type StreamCall, startGit } from './stream-git.ts';

/** Runs git once and gives all it printed, byte for byte: for short answers. Throws GIT_UNREACHABLE or GIT_FAILED when it does not end well. */
export async function captureGit(call: StreamCall): Promise<GitAnswer> {
  const git = startGit(call);
  const chunks: Buffer[] = [];
  git.out.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await git.ended;
  return { code, out: Buffer.concat(chunks), err: '' };
}
