import { devNull } from 'node:os';
import { execa } from 'execa';
import { people } from '../people.ts';

/** Who wrote a commit and when; `date` is ISO 8601 in UTC. */
export type Authorship = { readonly author: string; readonly date?: string };

/**
 * Runs git in a folder of the shop and answers what it printed, trimmed. No configuration of the machine takes part, so the shop's
 * commits are the same everywhere. Rejects with git's own words.
 */
export async function shopGit(cwd: string, args: readonly string[], authorship?: Authorship): Promise<string> {
  const { stdout } = await execa('git', args, { cwd, env: environment(authorship), extendEnv: false });
  return stdout;
}

function environment(authorship: Authorship | undefined): Record<string, string> {
  const person = people.find(({ name }) => name === authorship?.author);
  const name = person?.realName ?? 'Shop';
  const email = person?.email ?? 'shop@shop.example';
  const date = authorship?.date;
  return {
    PATH: process.env.PATH ?? '',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    ...(date ? { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } : {}),
  };
}
