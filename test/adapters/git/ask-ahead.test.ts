import { describe, expect, it } from 'vitest';
import { askAhead, type LikelyRange } from '#adapters/git/ask-ahead.ts';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { aFolder, all, aRemote, git } from './a-remote.ts';

/** A working tree with a merge, a branch that is not merged, and tags on both. */
function aClone(): string {
  const remote = aRemote();
  remote.git('tag', 'v1.0.0');
  remote.commit('feat: two');
  git(remote.url, ['tag', '-a', '-m', 'x', 'v1.1.0', 'main']);
  remote.git('branch', 'side', 'v1.0.0');
  remote.commit('fix: side', {}, 'side');
  remote.git('tag', 'v1.0.1', 'side');
  remote.commit('feat: three');
  remote.git('-c', 'user.name=M', '-c', 'user.email=m@x', 'notes', '--ref=fairlead', 'add', '-m', 'fix: x', 'main');
  const folder = aFolder();
  git(folder, ['clone', '--quiet', `file://${remote.url}`, '.']);
  return folder;
}

const ranges: readonly (LikelyRange | null)[] = [
  null,
  { from: 'v1.0.0', to: null },
  { from: 'v1.0.0', to: 'v1.1.0' },
  { from: 'v1.0.1', to: null },
  { from: 'v9.9.9', to: null },
];

describe('what was asked ahead', () => {
  it.each(ranges)('is what is answered when it is asked, with %j guessed', async (range) => {
    const folder = aClone();
    const plain = createLocalRepository(folder);
    const tags = await plain.tags();
    const { sha: head } = await plain.head();
    const ends = [...tags.map(({ sha }) => sha), ...(head === null ? [] : [head])];
    const ahead = askAhead(folder, range);
    expect(await ahead.head()).toEqual(await plain.head());
    expect(await ahead.tags()).toEqual(tags);
    expect(await ahead.remoteAddress()).toBe(await plain.remoteAddress());
    expect(await ahead.isShallow()).toBe(false);
    expect(await ahead.notes('refs/notes/fairlead')).toEqual(await plain.notes('refs/notes/fairlead'));
    for (const from of ends)
      for (const to of ends) {
        expect(await ahead.isAncestor(from, to)).toBe(await plain.isAncestor(from, to));
        expect(await all(ahead.commits({ from, to }))).toEqual(await all(plain.commits({ from, to })));
      }
  });

  it('is not taken from files where the repository is no plain one', async () => {
    const folder = aClone();
    git(folder, ['checkout', '--quiet', '--detach']);
    git(folder, ['config', '--add', 'remote.origin.url', 'https://other.example/shop.git']);
    const tree = aFolder();
    git(folder, ['worktree', 'add', '--quiet', '--detach', tree, 'v1.0.0']);
    for (const place of [folder, tree]) {
      const plain = createLocalRepository(place);
      expect(await askAhead(place, null).head()).toEqual(await plain.head());
      expect(await askAhead(place, null).remoteAddress()).toBe(await plain.remoteAddress());
    }
  });

  it('says that a tag of a file is behind nothing', async () => {
    const folder = aClone();
    git(folder, ['tag', 'v0.5.0', 'HEAD:README.md']);
    const ahead = askAhead(folder, { from: 'v1.0.0', to: null });
    const { sha: head } = await ahead.head();
    const blob = (await ahead.tags()).find(({ name }) => name === 'v0.5.0');
    if (blob === undefined || head === null) throw new Error('no tag');
    expect(await ahead.isAncestor(blob.sha, head)).toBe(false);
  });

  it('fails as ever where there is no repository', async () => {
    await expect(askAhead(aFolder(), null).tags()).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });
});
