import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommitParser } from 'conventional-commits-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { people } from '../../../sandbox/people.ts';
import { createShopRepository, type ShopRepository } from '../../../sandbox/shop/create-shop-repository.ts';
import { history } from '../../../sandbox/shop/history.ts';
import { shopFolder } from '../../../sandbox/shop/package-folder.ts';
import { shopGit } from '../../../sandbox/shop/shop-git.ts';
import { readTextTree } from '../../../sandbox/shop/text-tree.ts';
import { undoCommit } from '../../../sandbox/shop/undo-commit.ts';
import { folderForFile } from './folder-for-file.ts';

const folder = folderForFile();
let repository: ShopRepository;
let dir: string;

beforeAll(async () => {
  dir = folder();
  repository = await createShopRepository({ dir });
});

const git = (...args: string[]): Promise<string> => shopGit(repository.path, args);
const lines = async (...args: string[]): Promise<string[]> => (await git(...args)).split('\n');

describe('the repository of the shop', () => {
  it('has three annotated tags, each on its release commit', async () => {
    expect(await lines('tag', '--list', '--format=%(refname:short) %(objecttype) %(*subject)')).toEqual([
      'v1.4.0 tag chore(release): 1.4.0',
      'v1.4.1 tag chore(release): 1.4.1',
      'v1.4.2 tag chore(release): 1.4.2',
    ]);
  });

  it.each(['1.4.0', '1.4.1', '1.4.2'])('says %s in every version file at its tag', async (version) => {
    expect(await git('show', `v${version}:VERSION`)).toBe(version);
    expect(JSON.parse(await git('show', `v${version}:package.json`))).toMatchObject({ version });
    expect(JSON.parse(await git('show', `v${version}:package-lock.json`))).toMatchObject({
      version,
      packages: { '': { version } },
    });
    expect(await git('show', `v${version}:charts/shop/Chart.yaml`)).toContain(`\nversion: ${version}\n`);
    expect(await git('show', `v${version}:CHANGELOG.md`)).toMatch(new RegExp(`Unreleased\\]\\n\\n## \\[${version}\\]`));
  });

  it('ends with the files of sandbox/shop/repository and nothing else', async () => {
    const tree = readTextTree(join(shopFolder, 'repository'));
    expect((await lines('ls-tree', '-r', '--name-only', 'main')).sort()).toEqual([...tree.keys()].sort());
    await repository.withCheckout('refs/remotes/origin/main', async (cwd) => {
      for (const [path, text] of tree) expect(readFileSync(join(cwd, path), 'utf8')).toBe(text);
    });
  });

  it('has nine commits since v1.4.2: three features, two fixes, nothing breaking, and a migration', async () => {
    const parser = new CommitParser();
    const messages = (await git('log', '--format=%B%x00', 'v1.4.2..main')).split('\0').map((text) => text.trim());
    const commits = messages.filter((text) => text !== '').map((text) => parser.parse(text));
    const count = (type: string): number => commits.filter((commit) => commit.type === type).length;
    expect([commits.length, count('feat'), count('fix')]).toEqual([9, 3, 2]);
    expect(commits.flatMap((commit) => commit.notes)).toEqual([]);
    expect(commits.every((commit) => commit.references.length === 1)).toBe(true);
    expect(await lines('diff', '--name-only', 'v1.4.2..main', '--', 'migrations')).toEqual([
      'migrations/003_create_wishlists.sql',
    ]);
  });

  it('is written by the people of the sandbox, each with their address', async () => {
    const authors = new Set(await lines('log', '--format=%an <%ae>', 'main'));
    expect([...authors].sort()).toEqual(people.map(({ realName, email }) => `${realName} <${email}>`).sort());
  });

  it('has the same commits on every machine', async () => {
    const other = await createShopRepository({ dir: join(dir, 'other') });
    expect(await shopGit(other.path, ['rev-parse', 'main'])).toBe(await git('rev-parse', 'main'));
  });

  it('is taken up, not made again, when it is there', async () => {
    const place = join(dir, 'kept');
    const before = await createShopRepository({ dir: place });
    await before.pushChange('healthy-fix');
    const after = await createShopRepository({ dir: place });
    expect((await after.changes()).filter(({ pushed }) => pushed).map(({ id }) => id)).toEqual(['healthy-fix']);
    expect(existsSync(join(place, 'history'))).toBe(false);
  });
});

describe('undoCommit', () => {
  it('leads from the end of the history to nothing but the first commit', () => {
    let tree = readTextTree(join(shopFolder, 'repository'));
    for (const commit of [...history].reverse()) tree = undoCommit(tree, commit);
    expect([...tree.keys()]).toEqual([]);
  });

  it('throws when the text of an edit is not there', () => {
    const commit = { author: 'mira', date: '', message: 'fix: x', edits: [{ path: 'a', before: '1', after: '2' }] };
    expect(() => undoCommit(new Map([['a', '3']]), commit)).toThrow(
      'The history of the shop is broken: "fix: x" at a.',
    );
  });
});
