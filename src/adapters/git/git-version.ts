import { tmpdir } from 'node:os';
import { runGit, textOf } from './run-git.ts';

/** What `git --version` prints. Throws GIT_FAILED when there is no git on the PATH. */
export async function gitVersion(): Promise<string> {
  return textOf(await runGit({ folder: tmpdir(), what: 'Asking git for its version', args: ['--version'] }));
}
