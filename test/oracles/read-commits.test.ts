import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import { Sha } from '#domain/ids.ts';
import { readCommits } from '#operations/changelog/read-commits.ts';
import { corrected, entryOf } from './entry.ts';
import { readLog, readNotes, runGit } from './git-history.ts';
import { type HistoryName, histories } from './histories/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'fl-oracles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

it.each(Object.keys(histories) as HistoryName[])(
  'gives the changelog the entries that are compared with other readers: %s',
  async (name) => {
    const repository = join(folder, name);
    histories[name](repository);
    const to = Sha.parse(runGit(repository, ['rev-parse', 'HEAD']));
    const { commits, reverted } = await readCommits(createLocalRepository(repository), { from: null, to });
    const log = corrected(readLog(repository), readNotes(repository));
    const settled = settleReverts(log.map(parseCommit), log);
    expect(commits.map(entryOf)).toEqual(settled.commits.map(entryOf));
    expect(reverted).toBe(settled.vanished.length);
    expect(commits.length + reverted).toBe(log.length);
  },
);

it('tells the services of each change of a corrected commit', async () => {
  const repository = join(folder, 'corrected');
  histories.monorepo(repository);
  const to = Sha.parse(runGit(repository, ['rev-parse', 'HEAD']));
  const services = { api: { path: 'services/api' }, storefront: { path: 'services/storefront', formerNames: ['web'] } };
  const read = await readCommits(createLocalRepository(repository), { from: null, to }, { services });
  const told = read.commits.map((commit) => [commit.subject, read.servicesOf(commit).join(' ')]);
  expect(told.slice(2, 6)).toEqual([
    ['pay by mail', 'storefront'],
    ['refuse twice', 'api'],
    ['the title', 'api'],
    ['all of them', 'api storefront'],
  ]);
});
