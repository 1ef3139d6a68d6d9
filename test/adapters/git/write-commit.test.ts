import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Sha } from '#domain/ids.ts';
import { fakePath } from '#test/support/fake-path.ts';
import { all, aMirror, aRemote, byBot } from './a-remote.ts';

describe('prepareCommit', () => {
  it('makes the same commit on every machine and touches only what it was told', async () => {
    const remote = aRemote();
    const spec = {
      parent: remote.head(),
      message: 'chore(release): 1.5.0\n\n# not a comment\n',
      changes: [
        { path: 'package.json', text: '{ "version": "1.5.0" }\n' },
        { path: 'run.sh', text: '#!/bin/sh\r\nexit\r\n' },
        { path: 'docs/new/CHANGELOG.md', text: '\ufeff# Changelog\n' },
      ],
      ...byBot,
    };
    const here = aMirror(remote.url);
    const sha = await here.prepareCommit(spec);
    expect(await here.prepareCommit(spec)).toBe(sha);
    expect(await aMirror(remote.url).prepareCommit(spec)).toBe(sha);
    expect(await here.changedPaths({ from: spec.parent, to: sha })).toEqual([
      'docs/new/CHANGELOG.md',
      'package.json',
      'run.sh',
    ]);
    expect(await here.readFile(sha, 'run.sh')).toBe('#!/bin/sh\r\nexit\r\n');
    expect(await all(here.commits({ from: spec.parent, to: sha }))).toEqual([
      {
        sha,
        parents: [spec.parent],
        authorName: byBot.authorName,
        authorEmail: byBot.authorEmail,
        committedAt: byBot.at,
        message: spec.message.trimEnd(),
      },
    ]);
  });

  it('keeps the mode of a file', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const sha = await mirror.prepareCommit({
      parent: remote.head(),
      message: 'x',
      changes: [{ path: 'run.sh', text: 'y' }],
      ...byBot,
    });
    expect(await mirror.pushBranch('modes', sha)).toEqual({ kind: 'pushed' });
    expect(remote.git('ls-tree', sha, 'run.sh')).toMatch(/^100755 /);
  });

  it.each([
    ['a folder', 'services'],
    ['a path below a file', 'README.md/x'],
  ])('refuses to replace %s', async (_what, path) => {
    const remote = aRemote();
    const spec = { parent: remote.head(), message: 'x', changes: [{ path, text: 'y' }], ...byBot };
    await expect(aMirror(remote.url).prepareCommit(spec)).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  it.each(['.git/hooks/post-checkout', '../x', '-x'])('refuses the path %s', async (path) => {
    const remote = aRemote();
    const spec = { parent: remote.head(), message: 'x', changes: [{ path, text: 'y' }], ...byBot };
    await expect(aMirror(remote.url).prepareCommit(spec)).rejects.toMatchObject({ code: 'GIT_REFUSED_REF' });
  });

  it('stands names and messages that git would refuse', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const spec = {
      parent: remote.head(),
      message: 'a\0b',
      changes: [],
      authorName: '<>\n',
      authorEmail: '',
      at: 1_999,
    };
    const sha = await mirror.prepareCommit(spec);
    const [commit] = await all(mirror.commits({ from: spec.parent, to: sha }));
    expect(commit).toMatchObject({
      authorName: 'Fairlead',
      authorEmail: 'fairlead@localhost',
      message: 'a b',
      committedAt: 1_000,
    });
  });

  it('says which commit is missing', async () => {
    const remote = aRemote();
    const parent = Sha.parse('0'.repeat(39).concat('1'));
    const spec = { parent, message: 'x', changes: [], ...byBot };
    await expect(aMirror(remote.url).prepareCommit(spec)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining(`There is no commit ${parent}`),
    });
  });
});

describe('mergeCommit', () => {
  it('merges what does not conflict, the same on every machine', async () => {
    const remote = aRemote();
    const base = remote.head();
    const change = { path: 'package.json', text: '{ "version": "1.5.0" }\n' };
    const here = aMirror(remote.url);
    const sha = await here.prepareCommit({ parent: base, message: 'release', changes: [change], ...byBot });
    const onto = remote.commit('fix: meanwhile', { 'b.txt': 'b' });
    const merged = await here.mergeCommit({ onto, sha, message: 'merge', ...byBot });
    expect(merged).toBe(await here.mergeCommit({ onto, sha, message: 'merge', ...byBot }));
    if (merged === null) throw new Error('expected a merge');
    expect(await here.changedPaths({ from: onto, to: merged })).toEqual(['package.json']);
    expect(await here.changedPaths({ from: sha, to: merged })).toEqual(['b.txt']);
    expect(await here.pushBranch('main', merged)).toEqual({ kind: 'pushed' });
  });

  it('gives null when they conflict', async () => {
    const remote = aRemote();
    const base = remote.head();
    const here = aMirror(remote.url);
    const changes = [{ path: 'package.json', text: '{ "version": "1.5.0" }\n' }];
    const sha = await here.prepareCommit({ parent: base, message: 'release', changes, ...byBot });
    const onto = remote.commit('fix: mine', { 'package.json': '{ "version": "9.9.9" }\n' });
    expect(await here.mergeCommit({ onto, sha, message: 'merge', ...byBot })).toBeNull();
  });

  it('gives the one that contains the other', async () => {
    const remote = aRemote();
    const first = remote.head();
    const second = remote.commit('x');
    const here = aMirror(remote.url);
    expect(await here.mergeCommit({ onto: first, sha: second, message: 'm', ...byBot })).toBe(second);
    expect(await here.mergeCommit({ onto: second, sha: first, message: 'm', ...byBot })).toBe(second);
  });

  it('says so where git is too old to merge without a working tree', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const sha = await mirror.prepareCommit({ parent: remote.head(), message: 'x', changes: [], ...byBot });
    const onto = remote.commit('fix: a');
    await mirror.fetch();
    await underPath([
      'if [ "$1" = --version ]; then echo git version 2.30.1; exit; fi',
      `PATH='${process.env.PATH}' exec git "$@"`,
    ]);
    await expect(mirror.mergeCommit({ onto, sha, message: 'm', ...byBot })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining('needs git 2.38 or newer; this is git version 2.30.1'),
    });
  });
});

it('says so where there is no git', async () => {
  const remote = aRemote();
  await underPath(null);
  await expect(aMirror(remote.url).fetch()).rejects.toMatchObject({
    code: 'GIT_FAILED',
    message: expect.stringContaining('there is no git on the PATH. Install git and start again.'),
  });
});

/** Leaves only this `git` on the PATH, or none, until the test ends. */
async function underPath(script: readonly string[] | null): Promise<void> {
  const folder = await fakePath(script === null ? {} : { git: script });
  vi.stubEnv('PATH', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}
