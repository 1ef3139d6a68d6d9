import { ReleaseError } from '#errors.ts';
import type { Identity } from '#ports/working-copy.ts';
import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';
import { textOf } from './text-of.ts';

/** Variables by which people tell git who they are and where their configuration is; a command in their folder goes by them. */
const own = [
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'EMAIL',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GPG_TTY',
  'DISPLAY',
  'SSH_ASKPASS',
] as const;

/** Git as the owner of a folder runs it: with their name, their configuration and their keys. */
export type OwnGit = Pick<Mirror, 'folder' | 'git'>;

/** Opens the working copy a folder is part of. Throws GIT_FAILED where there is none. */
export async function openOwnGit(folder: string): Promise<OwnGit> {
  const here = ownGitAt(folder);
  const args = ['rev-parse', '--show-toplevel'];
  const answer = await here.git({ what: `Looking for a repository in ${folder}`, args, answers: [128] });
  if (answer.code === 0) return ownGitAt(textOf(answer));
  throw new ReleaseError(
    'GIT_FAILED',
    'user',
    `There is no working copy of a git repository in ${folder}. Change to the folder of the project and try again.`,
  );
}

function ownGitAt(folder: string): OwnGit {
  const env = Object.fromEntries(
    own.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { folder, git: (call) => runGit({ ...call, folder, env: { ...env, ...call.env } }) };
}

/** One setting of the owner's configuration, `path` with ~ filled in; null when it is not set. */
export async function ownSetting(git: OwnGit, name: string, type?: 'path' | 'bool'): Promise<string | null> {
  const args = ['config', ...(type === undefined ? [] : [`--type=${type}`]), '--get', name];
  const answer = await git.git({ what: `Reading ${name}`, args, answers: [1] });
  return answer.code === 0 ? textOf(answer) : null;
}

/** The name git puts under commits and tags. Throws GIT_FAILED when the owner has not told git who they are. */
export async function ownIdentity(git: OwnGit): Promise<Identity> {
  const what = 'Asking git who you are';
  const answer = await git.git({ what, args: ['var', 'GIT_COMMITTER_IDENT'], answers: [128] });
  const [, name = '', email = ''] = /^(.*) <(.*)> \d+ [+-]\d+$/.exec(textOf(answer)) ?? [];
  if (answer.code === 0 && name !== '') return { name, email };
  throw new ReleaseError(
    'GIT_FAILED',
    'user',
    'Git does not know who you are, so nothing was made in your name. Set user.name and user.email with git config.',
  );
}
