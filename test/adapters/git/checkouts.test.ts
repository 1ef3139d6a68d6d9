import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { aFolder, aRemote, byBot, git } from './a-remote.ts';

function aWorker(url: string, dataDirectory = aFolder()) {
  return { dataDirectory, git: createGitRepositories({ dataDirectory }).of({ url }) };
}

it('gives the same folder for the same key and commit, with what was built in it', async () => {
  const remote = aRemote();
  const worker = aWorker(remote.url);
  const { folder } = await worker.git.checkout('rel-1', remote.head());
  writeFileSync(join(folder, 'built'), 'x');
  const again = await createGitRepositories(worker).of(remote).checkout('rel-1', remote.head());
  expect(again).toEqual({ folder });
  expect(readFileSync(join(folder, 'built'), 'utf8')).toBe('x');
  expect(git(folder, ['rev-parse', 'HEAD'])).toBe(remote.head());
  expect(git(folder, ['status', '--porcelain'])).toBe('?? built');
});

it('gives a fresh folder for another commit', async () => {
  const remote = aRemote();
  const { git: mirror } = aWorker(remote.url);
  const { folder } = await mirror.checkout('rel-1', remote.head());
  writeFileSync(join(folder, 'built'), 'x');
  const next = remote.commit('x', { 'new.txt': 'n' });
  const fresh = await mirror.checkout('rel-1', next);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(join(fresh.folder, 'built'))).toBe(false);
  expect(readFileSync(join(fresh.folder, 'new.txt'), 'utf8')).toBe('n');
});

it('makes a folder again that a crash left half-made, or somebody deleted', async () => {
  const remote = aRemote();
  const worker = aWorker(remote.url);
  const first = await worker.git.checkout('rel-1', remote.head());
  rmSync(join(first.folder, '..', 'note'));
  rmSync(join(first.folder, 'README.md'));
  const second = await worker.git.checkout('rel-1', remote.head());
  expect(existsSync(join(second.folder, 'README.md'))).toBe(true);
  expect(existsSync(first.folder)).toBe(false);
  rmSync(second.folder, { recursive: true });
  const third = await worker.git.checkout('rel-1', remote.head());
  expect(existsSync(join(third.folder, 'README.md'))).toBe(true);
});

it('removes a folder, and is content when there is none', async () => {
  const remote = aRemote();
  const { git: mirror } = aWorker(remote.url);
  const { folder } = await mirror.checkout('rel-1', remote.head());
  await mirror.removeCheckout('rel-1');
  await mirror.removeCheckout('rel-1');
  expect(existsSync(folder)).toBe(false);
});

it('stays on its commit when the branch is fetched meanwhile', async () => {
  const remote = aRemote();
  const { git: mirror } = aWorker(remote.url);
  const sha = remote.head();
  const { folder } = await mirror.checkout('rel-1', sha);
  remote.commit('fix: a');
  await mirror.fetch();
  expect(git(folder, ['rev-parse', 'HEAD'])).toBe(sha);
  expect(git(folder, ['status', '--porcelain'])).toBe('');
});

it.each(['../out', 'a/b', '-x', ''])('refuses the key %j', async (key) => {
  const remote = aRemote();
  await expect(aWorker(remote.url).git.checkout(key, remote.head())).rejects.toMatchObject({ code: 'GIT_REFUSED_REF' });
});

it('is the same whatever the operator has configured, hooks and all', async () => {
  const remote = aRemote();
  const home = aFolder();
  const hook = join(home, 'post-checkout');
  writeFileSync(hook, `#!/bin/sh\ntouch ${home}/ran\n`, { mode: 0o755 });
  writeFileSync(
    join(home, '.gitconfig'),
    `[core]\n  hooksPath = ${home}\n  autocrlf = true\n[tag]\n  gpgSign = true\n[commit]\n  gpgSign = true\n`,
  );
  vi.stubEnv('HOME', home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { git: mirror } = aWorker(remote.url);
  const sha = await mirror.prepareCommit({
    parent: remote.head(),
    message: 'x',
    changes: [{ path: 'a.txt', text: 'a\n' }],
    ...byBot,
  });
  const { folder } = await mirror.checkout('rel-1', sha);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('a\n');
  expect(existsSync(join(home, 'ran'))).toBe(false);
  const { authorName: taggerName, authorEmail: taggerEmail, at } = byBot;
  const tag = { name: 'v1.5.0', sha, message: 'x', at, taggerName, taggerEmail };
  expect(await mirror.pushTag(tag)).toEqual({ kind: 'pushed' });
});
