import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { runSource } from '#test/support/run-source.ts';
import { aFolder, aRemote, byBot, type Remote } from './a-remote.ts';

const worker = `
import { createGitRepositories } from './src/adapters/git/create-git-repositories.ts';
const [dataDirectory, url, sha] = process.argv.slice(2);
void (async () => {
  const git = createGitRepositories({ dataDirectory }).of({ url });
  console.log('started');
  for (let n = 0; ; n += 1) {
    await git.fetch();
    await git.checkout('rel-1', sha);
    await git.removeCheckout('rel-1');
  }
})();
`;

/** Ends a worker, and on every other call the git processes it started with it, as a lost machine would. */
async function crash(child: ChildProcess, withGit: boolean): Promise<void> {
  const exited = once(child, 'exit');
  const children = withGit ? childrenOf(child.pid ?? 0) : [];
  child.kill('SIGKILL');
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
  await exited;
}

function childrenOf(pid: number): number[] {
  try {
    const found = execFileSync('pgrep', ['-P', String(pid)])
      .toString()
      .trim()
      .split('\n')
      .map(Number);
    return [...found, ...found.flatMap(childrenOf)];
  } catch {
    return [];
  }
}

function aLargeRemote(): Remote {
  const remote = aRemote();
  const files = Object.fromEntries(
    Array.from({ length: 150 }, (_, n) => [`dir${n % 10}/file${n}.txt`, `${n} `.repeat(20_000 + n)]),
  );
  remote.commit('feat: many files', files);
  return remote;
}

it('is whole again after a worker is killed at any moment of a clone, a fetch or a checkout', async () => {
  const remote = aLargeRemote();
  const sha = remote.head();
  let dataDirectory = aFolder();
  for (let round = 0; round < 8; round += 1) {
    if (round % 4 === 0) dataDirectory = aFolder();
    const child = await runSource(worker, [dataDirectory, remote.url, sha]);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    if (child.stdout === null) throw new Error('expected a pipe');
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 37));
    await crash(child, round % 2 === 0);

    const git = createGitRepositories({ dataDirectory }).of(remote);
    const next = remote.commit(`fix: ${round}`, { 'round.txt': `${round}` });
    await git.fetch();
    expect(await git.branchHead('main')).toBe(next);
    const { folder } = await git.checkout('rel-1', sha);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: folder }).toString()).toBe('');
    expect(readdirSync(join(dataDirectory, 'mirrors'))).toHaveLength(1);
    execFileSync('git', ['fsck', '--connectivity-only'], { cwd: folder, stdio: 'pipe' });
  }
}, 60_000);

it('takes lock files away that a killed git left, once they are old', async () => {
  const remote = aRemote();
  const dataDirectory = aFolder();
  const git = createGitRepositories({ dataDirectory }).of(remote);
  await git.fetch();
  const [name = ''] = readdirSync(join(dataDirectory, 'mirrors'));
  const mirror = join(dataDirectory, 'mirrors', name);
  mkdirSync(join(mirror, 'refs', 'heads'), { recursive: true });
  const locks = ['packed-refs.lock', 'refs/heads/main.lock', 'config.lock'].map((file) => join(mirror, file));
  for (const lock of locks) writeFileSync(lock, '');
  remote.commit('fix: a');
  remote.git('branch', 'other');
  await expect(git.fetch()).rejects.toMatchObject({ code: 'GIT_UNREACHABLE', fault: 'transient' });

  const old = new Date(Date.now() - 60_000);
  for (const lock of locks) utimesSync(lock, old, old);
  await git.fetch();
  expect(await git.branchHead('main')).toBe(remote.head());
});

it('throws away a clone that was never finished', async () => {
  const remote = aRemote();
  const dataDirectory = aFolder();
  const other = createGitRepositories({ dataDirectory: aFolder() }).of(remote);
  await other.fetch();
  const git = createGitRepositories({ dataDirectory }).of(remote);
  const hash = (await nameOfMirror(remote)) ?? '';
  mkdirSync(join(dataDirectory, 'mirrors', `${hash}.part-old`), { recursive: true });
  await git.fetch();
  expect(readdirSync(join(dataDirectory, 'mirrors'))).toEqual([hash]);
});

it('serves any number of workers at once', async () => {
  const remote = aRemote();
  const dataDirectory = aFolder();
  const sha = remote.head();
  const workers = Array.from({ length: 6 }, () => createGitRepositories({ dataDirectory }).of(remote));
  const spec = { parent: sha, message: 'x', changes: [{ path: 'VERSION', text: '1\n' }], ...byBot };
  const made = await Promise.all(
    workers.map(async (git, n) => {
      await git.fetch();
      await git.checkout(`rel-${n % 2}`, sha);
      const commit = await git.prepareCommit(spec);
      return { commit, outcome: await git.pushBranch('release', commit) };
    }),
  );
  expect(new Set(made.map(({ commit }) => commit)).size).toBe(1);
  expect(made.every(({ outcome }) => outcome.kind !== 'refused')).toBe(true);
});

async function nameOfMirror(remote: Remote): Promise<string | undefined> {
  const dataDirectory = aFolder();
  await createGitRepositories({ dataDirectory }).of(remote).fetch();
  return readdirSync(join(dataDirectory, 'mirrors'))[0];
}
