import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { servicesOfCommit } from '#domain/commits/services-of-commit.ts';
import { corrected } from './entry.ts';
import { readLog, readNotes, runGit } from './git-history.ts';
import { monorepo } from './histories/monorepo.ts';

const folder = mkdtempSync(join(tmpdir(), 'fl-oracles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

const services = {
  api: { path: 'services/api', formerPaths: ['backend'] },
  storefront: { path: 'services/storefront', formerPaths: ['services/web'], formerNames: ['web'] },
};

it('maps the commits of a repository to services by what git says they change, through moves and renames', () => {
  const repository = join(folder, 'monorepo');
  monorepo(repository);
  const log = corrected(readLog(repository), readNotes(repository));
  const told = log.map((raw) => {
    const changed = runGit(repository, [
      'diff-tree',
      '-r',
      '--root',
      '--no-commit-id',
      '--name-only',
      '--no-renames',
      raw.sha,
    ]);
    const commit = parseCommit(raw);
    return [commit.subject, servicesOfCommit(commit, changed === '' ? [] : changed.split('\n'), services).join(' ')];
  });
  expect(told).toEqual([
    ['nobody sees this', ''],
    ['nothing [skip changelog]', ''],
    ['pay by mail', 'storefront'],
    ['refuse twice', 'api'],
    ['the title', 'api'],
    ['all of them', 'api storefront'],
    ['pin', ''],
    ['one page', 'storefront'],
    ['rename', 'storefront'],
    ['count', 'storefront'],
    ['page orders', 'api'],
    ['move to services', 'api'],
    ['agree on money', 'api storefront'],
    ['list orders', 'api'],
    ['api and web', 'api storefront'],
  ]);
});
