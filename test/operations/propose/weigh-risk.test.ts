import { describe, expect, it } from 'vitest';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { Sha } from '#domain/ids.ts';
import { emptyProject } from '#domain/project-log/project-record.ts';
import type { Version } from '#domain/version/version.ts';
import type { History } from '#operations/propose/history.ts';
import { readMigrations } from '#operations/propose/read-migrations.ts';
import { weighRisk } from '#operations/propose/weigh-risk.ts';
import { aProject } from '../../support/a-release.ts';

const sha = (digit: string): Sha => Sha.parse(digit.repeat(40));
const database = { migrate: ['migrate'], paths: { destructive: ['drops/**'] } };

function aHistory(footer = '', previous: History['previous'] = aTag): History {
  const record = { sha: sha('a'), message: `feat: keep carts\n\nFor a week.${footer}`, at: 0, parents: [] };
  const commit = parseCommit({ ...record, authorName: 'Mira', authorEmail: 'mira@shop.example' } as never);
  const none = { existing: [], elsewhere: 0, reverted: 0, pullRequestOf: () => null, servicesOf: () => [] };
  return { head: sha('b'), previous, commits: [commit], ...none };
}
const aTag = { version: '1.4.2' as Version, sha: sha('c'), tag: 'v1.4.2' };

async function migrationsIn(more: Record<string, unknown>, history: History): Promise<number> {
  const git = { changedPaths: async () => ['migrations/1.sql', 'drops/2.sql', 'api.js'] };
  const asked = { record: emptyProject, services: ['api'], at: Date.UTC(2026, 10, 20, 10) };
  const project = aProject(more);
  const migrations = await readMigrations(git, project, history);
  const risk = weighRisk({ project, history, migrations }, asked);
  return risk.lines.find(({ factor }) => factor === 'migrations')?.value ?? 0;
}

describe('the risk of migrations', () => {
  it.each([
    ['by the patterns under migrations', { migrations: ['migrations/**'] }, '', 1],
    ['by the patterns under database', { database }, '', 1],
    ['by both, each path once', { migrations: ['**/*.sql'], database }, '', 2],
    ['by the footer of a commit', { database }, '\n\nMigration: destructive', 2],
    ['nowhere, where the project has no database', {}, '', 0],
  ])('counts those that are known %s', async (_how, more, footer, expected) => {
    expect(await migrationsIn(more, aHistory(footer))).toBe(expected);
  });

  it('counts none for a first release, whose database is empty', async () => {
    expect(await migrationsIn({ database }, aHistory('', null))).toBe(0);
  });
});
