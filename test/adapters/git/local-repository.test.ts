import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { aFolder, all, aMirror, aRemote, git } from './a-remote.ts';

/** A working tree of a new remote. */
function aClone(...args: string[]) {
  const remote = aRemote();
  const folder = aFolder();
  git(folder, ['clone', '--quiet', ...args, `file://${remote.url}`, '.']);
  return { remote, folder, here: createLocalRepository(folder) };
}

describe('a local repository', () => {
  it('says what is checked out and where it came from', async () => {
    const { remote, folder, here } = aClone();
    expect(await here.head()).toEqual({ branch: 'main', sha: remote.head() });
    expect(await here.remoteAddress()).toBe(`file://${remote.url}`);
    git(folder, ['checkout', '--quiet', '--detach']);
    expect((await here.head()).branch).toBeNull();
  });

  it('has neither commit nor remote before the first commit', async () => {
    const folder = aFolder();
    git(folder, ['init', '--quiet', '--initial-branch=main']);
    const here = createLocalRepository(folder);
    expect(await here.head()).toEqual({ branch: 'main', sha: null });
    expect(await here.remoteAddress()).toBeNull();
    expect(await here.tags()).toEqual([]);
  });

  it('is refused where there is no repository', async () => {
    await expect(createLocalRepository(aFolder()).tags()).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  it('tells of commits that are not pushed, and of missing ones', async () => {
    const { remote, folder, here } = aClone();
    git(folder, ['commit', '--quiet', '--allow-empty', '-m', 'feat: local']);
    const { sha } = await here.head();
    if (sha === null) throw new Error('no commit');
    const read = await all(here.commits({ from: remote.head(), to: sha }));
    expect(read.map(({ message }) => message)).toEqual(['feat: local']);
    const missing = remote.commit('feat: not fetched');
    await expect(all(here.commits({ from: null, to: missing }))).rejects.toThrow(/There is no commit/);
  });

  it('knows that it is shallow', async () => {
    expect(await aClone().here.isShallow()).toBe(false);
    const remote = aRemote();
    remote.commit('feat: two');
    const shallow = aFolder();
    git(shallow, ['clone', '--quiet', '--depth=1', `file://${remote.url}`, '.']);
    expect(await createLocalRepository(shallow).isShallow()).toBe(true);
  });
});

describe('a name', () => {
  it('means a tag, a branch, or an object, in this order, and nothing else', async () => {
    const remote = aRemote();
    const first = remote.head();
    const second = remote.commit('feat: two');
    remote.git('tag', 'v1', first);
    remote.git('branch', 'v1', second);
    remote.git('branch', 'side/branch', second);
    const mirror = aMirror(remote.url);
    expect(await mirror.resolve('v1')).toBe(first);
    expect(await mirror.resolve('side/branch')).toBe(second);
    expect(await mirror.resolve(second)).toBe(second);
    expect(await mirror.resolve(second.slice(0, 10))).toBe(second);
    expect(await mirror.resolve('side/branch~1')).toBe(first);
    for (const name of ['v2', '--all', 'v1^{tree}', 'a b', '', `${first}\n${second}`, 'f'.repeat(40)])
      expect(await mirror.resolve(name), name).toBeNull();
  });
});

describe('paths of commits', () => {
  it('are given when asked for: both names of a rename, all a merge brought, none for an empty commit', async () => {
    const remote = aRemote();
    const from = remote.head();
    remote.commit('feat: side\n\nwith a body\n', { 'b\u00e9 c.txt': 'b', '"a\\nline.txt"': 'x' }, 'side');
    remote.commit('', {});
    const folder = aFolder();
    git(folder, ['clone', '--quiet', remote.url, '.']);
    git(folder, ['mv', 'run.sh', 'moved.sh']);
    git(folder, ['commit', '--quiet', '-m', 'refactor: move']);
    git(folder, ['merge', '--quiet', '--no-ff', '--allow-unrelated-histories', '-m', 'merge side', 'origin/side']);
    git(folder, ['push', '--quiet', 'origin', 'main']);
    const read = await all(aMirror(remote.url).commits({ from, to: remote.head(), withPaths: true }));
    const paths = Object.fromEntries(read.map((record) => [record.message.split('\n')[0], record.paths]));
    expect(paths).toEqual({
      'merge side': ['a\nline.txt', 'b\u00e9 c.txt'],
      'feat: side': ['a\nline.txt', 'b\u00e9 c.txt'],
      'refactor: move': ['moved.sh', 'run.sh'],
      '': [],
    });
  });
});

describe('notes', () => {
  it('come with the mirror, by the commit they are on, as written', async () => {
    const remote = aRemote();
    const first = remote.head();
    const second = remote.commit('feat: two');
    const mirror = aMirror(remote.url);
    expect(await mirror.notes('refs/notes/fairlead')).toEqual(new Map());
    remote.git(
      '-c',
      'user.name=Mira',
      '-c',
      'user.email=m@x',
      'notes',
      '--ref=fairlead',
      'add',
      '-m',
      'fix: \u00e9\n\nbody',
      first,
    );
    remote.git('-c', 'user.name=Mira', '-c', 'user.email=m@x', 'notes', '--ref=fairlead', 'add', '-m', 'b', second);
    await mirror.fetch();
    expect(await mirror.notes('refs/notes/fairlead')).toEqual(
      new Map([
        [first, 'fix: \u00e9\n\nbody\n'],
        [second, 'b\n'],
      ]),
    );
    await expect(mirror.notes('--ref=x')).rejects.toMatchObject({ code: 'GIT_REFUSED_REF' });
  });
});

describe('the mirror', () => {
  it('keeps a commit-graph, and adds to it with each fetch', async () => {
    const remote = aRemote();
    const dataDirectory = aFolder();
    const mirror = aMirror(remote.url, { dataDirectory });
    await mirror.fetch();
    remote.commit('feat: two');
    await mirror.fetch();
    const [name = ''] = readdirSync(join(dataDirectory, 'mirrors'));
    const folder = join(dataDirectory, 'mirrors', name);
    expect(readdirSync(join(folder, 'objects/info/commit-graphs'))).toContain('commit-graph-chain');
    expect(git(folder, ['commit-graph', 'verify', '--no-progress'])).toBe('');
  });
});
