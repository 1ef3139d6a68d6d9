import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import semver from 'semver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Commit } from '#domain/commits/commit.ts';
import { parseCommit, type RawCommit } from '#domain/commits/parse-commit.ts';
import { type Bump, bumps, nextVersion } from '#domain/version/bump.ts';
import { suggestBump } from '#domain/version/suggest-bump.ts';
import { releaseTags } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';
import { disagreements } from './differences/difference.ts';
import { entryOf } from './entry.ts';
import { readLog, runGit } from './git-history.ts';
import { type HistoryName, histories } from './histories/index.ts';
import { parserEntry } from './parser-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'fl-oracles-'));
beforeAll(() => {
  for (const [name, build] of Object.entries(histories)) build(join(folder, name));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** The bump by the parser's entry, as conventional-recommended-bump takes it. */
function bumpOf(message: string): Bump {
  const entry = parserEntry(message)?.entry ?? null;
  if (entry !== null && entry.breaking !== null) return 'major';
  return entry?.type === 'feat' ? 'minor' : 'patch';
}

function highest(asked: readonly Bump[]): Bump {
  return bumps.find((bump) => asked.includes(bump)) ?? 'patch';
}

function next(current: Version, commits: readonly Commit[]): Version | null {
  const suggested = suggestBump(commits, current);
  return suggested === null ? null : nextVersion(current, suggested.bump);
}

/** Commits that both readers read alike, so that only the arithmetic is compared. */
function readAlike(log: readonly RawCommit[]): readonly RawCommit[] {
  return log.filter((raw) => {
    const theirs = parserEntry(raw.message)?.entry;
    return theirs !== undefined && disagreements(entryOf(parseCommit(raw)), theirs).length === 0;
  });
}

const currents = ['1.4.2', '2.0.0', '2.0.0-rc.1', '1.5.0-beta.2', '1.4.3-0', '10.20.30'];

describe('the next version', () => {
  it.each(Object.keys(histories) as HistoryName[])('is the one semver counts to, for every range of %s', (name) => {
    const log = readAlike(readLog(join(folder, name)));
    const asked = log.map(({ message }) => bumpOf(message));
    const commits = log.map(parseCommit);
    expect(new Set(asked).size).toBeGreaterThan(1);
    for (const [index, commit] of commits.entries()) {
      for (const current of currents) {
        const version = Version.parse(current);
        expect(next(version, [commit])).toBe(semver.inc(current, asked[index] ?? 'patch'));
        expect(next(version, commits.slice(index))).toBe(semver.inc(current, highest(asked.slice(index))));
      }
    }
  });
});

it.each([
  ['merged', 'v{version}', 'v'],
  ['monorepo', 'api@{version}', 'api@'],
  ['squashed', 'v{version}', 'v'],
] as const)('orders the tags of %s as semver does', (name, pattern, prefix) => {
  const repository = join(folder, name);
  const tags = runGit(repository, ['tag', '--list'])
    .split('\n')
    .map((tag) => ({ name: tag }));
  const ordered = semver.rsort(tags.map((tag) => tag.name.slice(prefix.length)));
  expect(releaseTags(tags, pattern).map(({ version }) => version)).toEqual(ordered);
});
