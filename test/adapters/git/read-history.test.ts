import { describe, expect, it } from 'vitest';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { all, aMirror, aRemote, git } from './a-remote.ts';

describe('fetch', () => {
  it('follows the remote, deletions and forced moves included, and keeps its own refs', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const first = remote.head();
    remote.git('branch', 'old');
    remote.git('tag', 'v1.0.0');
    await mirror.fetch();
    expect(await mirror.branchHead('old')).toBe(first);
    const prepared = await mirror.prepareCommit({
      parent: first,
      message: 'x',
      changes: [],
      authorName: 'Fairlead',
      authorEmail: 'a@shop.example',
      at: 0,
    });

    remote.git('branch', '-D', 'old');
    remote.git('tag', '-d', 'v1.0.0');
    const second = remote.commit('fix: a', {}, 'old/nested');
    await mirror.fetch();

    expect(await mirror.branchHead('old')).toBeNull();
    expect(await mirror.branchHead('old/nested')).toBe(second);
    expect(await mirror.tags()).toEqual([]);
    expect(await mirror.changedPaths({ from: first, to: prepared })).toEqual([]);
  });

  it('is made by whoever asks first', async () => {
    const remote = aRemote();
    expect(await aMirror(remote.url).branchHead('main')).toBe(remote.head());
  });

  it('happens by itself when a commit is asked for that is not here yet', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    await mirror.fetch();
    const next = remote.commit('fix: a', { 'a.txt': 'a' });
    expect(await mirror.readFile(next, 'a.txt')).toBe('a');
  });
});

describe('tags', () => {
  it('are peeled to commits, a tag of a tag too, and tags of no commit are left out', async () => {
    const remote = aRemote();
    const sha = remote.head();
    remote.git('tag', 'light');
    git(remote.url, ['tag', '-a', '-m', 'x', 'v1.0.0', sha]);
    git(remote.url, ['tag', '-a', '-m', 'x', 'nested', 'v1.0.0']);
    git(remote.url, ['tag', 'blob', `${sha}:README.md`]);
    const tags = await aMirror(remote.url).tags();
    expect(tags.map(({ name }) => name)).toEqual(['light', 'nested', 'v1.0.0']);
    expect(new Set(tags.map((tag) => tag.sha))).toEqual(new Set([sha]));
  });

  it('are none in a repository without any', async () => {
    expect(await aMirror(aRemote().url).tags()).toEqual([]);
  });
});

describe('commits', () => {
  it('are given newest first, without what `from` reaches', async () => {
    const remote = aRemote();
    const from = remote.head();
    const second = remote.commit('feat: two\n\nBody.\n');
    const third = remote.commit('fix: three');
    const mirror = aMirror(remote.url);
    expect(await all(mirror.commits({ from, to: third }))).toEqual([
      expect.objectContaining({ sha: third, parents: [second], message: 'fix: three', committedAt: 1_700_000_000_000 }),
      expect.objectContaining({ sha: second, parents: [from], message: 'feat: two\n\nBody.', authorName: 'Mira' }),
    ]);
    expect(await all(mirror.commits({ from: null, to: third }))).toHaveLength(3);
    expect(await all(mirror.commits({ from: third, to: third }))).toEqual([]);
  });

  it('keep messages as written, however hostile', async () => {
    const remote = aRemote();
    const from = remote.head();
    const messages = [
      'feat: \u202e<!channel> \u001b[31m & `code`',
      '--upload-pack=touch /tmp/x',
      'feat: \ud83d\ude80\n\n\u0001\u0002commit 0000\n%H%x00',
      '',
      'a\rb\r\nc',
    ];
    for (const message of messages) remote.commit(message);
    const read = await all(aMirror(remote.url).commits({ from, to: remote.head() }));
    expect(read.map(({ message }) => message)).toEqual([...messages.slice(0, 4), 'a\nb\nc'].reverse());
  });

  it('survive bytes that are no UTF-8 and a NUL in the message', async () => {
    const remote = aRemote();
    const from = remote.head();
    remote.commit(Buffer.from([0x66, 0xff, 0xfe, 0x0a]));
    remote.commit(Buffer.from('feat: a\0b'));
    const read = await all(aMirror(remote.url).commits({ from, to: remote.head() }));
    expect(read).toHaveLength(2);
    expect(read.map((record) => parseCommit(record).sha)).toEqual(read.map(({ sha }) => sha));
  });

  it('hold a message of 10 MB, and stop when the reader does', async () => {
    const remote = aRemote();
    for (let n = 0; n < 20; n += 1) remote.commit(`fix: ${n}`);
    remote.commit(`feat: big\n\n${'x'.repeat(10_000_000)}`);
    for await (const { message } of aMirror(remote.url).commits({ from: null, to: remote.head() })) {
      expect(message).toHaveLength(10_000_011);
      break;
    }
  });
});

describe('files', () => {
  it('are read at a commit, byte order mark and line ends included', async () => {
    const remote = aRemote();
    const sha = remote.commit('x', { 'a b.txt': '\ufeffone\r\ntwo', '[x].txt': 'glob' });
    const mirror = aMirror(remote.url);
    expect(await mirror.readFile(sha, 'a b.txt')).toBe('\ufeffone\r\ntwo');
    expect(await mirror.readFile(sha, '[x].txt')).toBe('glob');
    expect(await mirror.readFile(sha, 'services')).toBeNull();
    expect(await mirror.readFile(sha, 'no.txt')).toBeNull();
  });

  it('that differ are listed, with odd names as they are', async () => {
    const remote = aRemote();
    const from = remote.head();
    const to = remote.commit('x', { 'b\u00e9.txt': 'b', 'services/api/VERSION': '1.5.0\n' });
    const mirror = aMirror(remote.url);
    expect(await mirror.changedPaths({ from, to })).toEqual(['b\u00e9.txt', 'services/api/VERSION']);
    expect(await mirror.changedPaths({ from: null, to: from })).toHaveLength(4);
  });

  it('that are not UTF-8 are refused instead of being spoiled', async () => {
    const remote = aRemote();
    const sha = remote.commit('x');
    const blob = git(remote.url, ['hash-object', '-w', '--stdin'], Buffer.from([0xe9, 0x0a]));
    const tree = git(remote.url, ['mktree'], `100644 blob ${blob}\tlatin.txt\n`);
    const latin = git(remote.url, ['commit-tree', tree, '-p', sha, '-m', 'x']);
    remote.git('update-ref', 'refs/heads/main', latin);
    await expect(aMirror(remote.url).readFile(remote.head(), 'latin.txt')).rejects.toMatchObject({
      code: 'GIT_FAILED',
    });
  });
});

it('tells ancestors from others', async () => {
  const remote = aRemote();
  const first = remote.head();
  const second = remote.commit('x');
  const mirror = aMirror(remote.url);
  expect(await mirror.isAncestor(first, second)).toBe(true);
  expect(await mirror.isAncestor(second, first)).toBe(false);
});
