import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createGitRepositories, type GitRepositoriesOptions } from '#adapters/git/create-git-repositories.ts';
import { Sha } from '#domain/ids.ts';
import type { Git } from '#ports/git.ts';

const noon = 1_700_000_000;

/** A folder that goes away with the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fl-git-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return folder;
}

/** Runs git as another person at another machine would. */
export function git(folder: string, args: readonly string[], input?: string | Buffer): string {
  const env = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Mira',
    GIT_AUTHOR_EMAIL: 'mira@shop.example',
    GIT_AUTHOR_DATE: `${noon} +0000`,
    GIT_COMMITTER_NAME: 'Mira',
    GIT_COMMITTER_EMAIL: 'mira@shop.example',
    GIT_COMMITTER_DATE: `${noon} +0000`,
  };
  return execFileSync('git', args, { cwd: folder, env, input, maxBuffer: 1e9, stdio: ['pipe', 'pipe', 'pipe'] })
    .toString()
    .trimEnd();
}

/** A bare repository on disk with one commit on main, written to by git fast-import, and what tests do to it. */
export type Remote = {
  readonly url: string;
  /** Adds a commit to a branch and gives its sha. */
  commit(message: string | Buffer, files?: Readonly<Record<string, string>>, branch?: string): Sha;
  head(branch?: string): Sha;
  git(...args: string[]): string;
};

/** Makes a remote with `README.md`, a runnable script and version files on main. */
export function aRemote(): Remote {
  const url = join(aFolder(), 'shop.git');
  git(tmpdir(), ['init', '--bare', '--quiet', '--initial-branch=main', url]);
  const head = (branch = 'main') => Sha.parse(git(url, ['rev-parse', `refs/heads/${branch}`]));
  const commit: Remote['commit'] = (message, files = {}, branch = 'main') => {
    const text = Buffer.isBuffer(message) ? message : Buffer.from(message);
    const exists = git(url, ['for-each-ref', `refs/heads/${branch}`]) !== '';
    const lines = Object.entries(files).map(([path, body]) => {
      const mode = path.endsWith('.sh') ? '100755' : '100644';
      return `M ${mode} inline ${path}\ndata ${Buffer.byteLength(body)}\n${body}\n`;
    });
    const start = `commit refs/heads/${branch}\ncommitter Mira <mira@shop.example> ${noon} +0000\ndata ${text.length}\n`;
    const from = exists ? `\nfrom refs/heads/${branch}^0\n` : '\n';
    git(
      url,
      ['fast-import', '--quiet', '--force'],
      Buffer.concat([Buffer.from(start), text, Buffer.from(from + lines.join(''))]),
    );
    return head(branch);
  };
  commit('feat: start', {
    'README.md': '# shop\n',
    'run.sh': '#!/bin/sh\n',
    'package.json': '{ "version": "1.4.2" }\n',
    'services/api/VERSION': '1.4.2\n',
  });
  return { url, commit, head, git: (...args) => git(url, args) };
}

/** A mirror of a remote in a data directory of its own. */
export function aMirror(url: string, options: Partial<GitRepositoriesOptions> = {}): Git {
  return createGitRepositories({ dataDirectory: aFolder(), ...options }).of({ url });
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Names and date of a commit or tag by the bot. */
export const byBot = { authorName: 'Fairlead', authorEmail: 'fairlead@shop.example', at: 1_763_000_000_000 } as const;
