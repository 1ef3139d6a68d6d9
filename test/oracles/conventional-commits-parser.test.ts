import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommit, type RawCommit } from '#domain/commits/parse-commit.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import { disagreements, type Field } from './differences/difference.ts';
import { parserDifferences } from './differences/parser-differences.ts';
import { corrected, entryOf } from './entry.ts';
import { readLog, readNotes, runGit } from './git-history.ts';
import { type HistoryName, histories } from './histories/index.ts';
import { parserEntry } from './parser-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'fl-oracles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

const everything = ['type', 'scope', 'subject', 'references', 'breaking'] as const;
/** Differences that were once the only excuse. */
const met = new Set<string>();

/** The difference that excuses a disagreement, or else what is to be shown for it. */
function excuse(raw: RawCommit, log: readonly RawCommit[], field: Field): string | null {
  const known = parserDifferences.filter(({ fields, covers }) => fields.includes(field) && covers({ raw, log }));
  if (known.length === 1) for (const { id } of known) met.add(id);
  return known.length > 0 ? null : `${field} of ${JSON.stringify(raw.message.slice(0, 200))}`;
}

/** What vanishes by the parser's word alone: each revert that names a commit of the range, and that commit. */
function vanishedByParser(log: readonly RawCommit[]): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const raw of log) {
    const named = parserEntry(raw.message)?.reverts ?? null;
    const target = named === null ? undefined : log.find(({ sha }) => sha.startsWith(named));
    if (!gone.has(raw.sha) && target !== undefined) gone.add(raw.sha).add(target.sha);
  }
  return gone;
}

function unexcused(log: readonly RawCommit[]): readonly string[] {
  const ours = log.map(parseCommit);
  const kept = new Set(settleReverts(ours, log).commits);
  const vanished = vanishedByParser(log);
  return log.flatMap((raw, index) => {
    const commit = ours[index];
    const theirs = parserEntry(raw.message)?.entry ?? null;
    if (commit === undefined) return [];
    const fields: Field[] = [...(theirs === null ? everything : disagreements(entryOf(commit), theirs))];
    if (kept.has(commit) === vanished.has(raw.sha)) fields.push('listed');
    return fields.flatMap((field) => excuse(raw, log, field) ?? []);
  });
}

describe('the entries of a history', () => {
  beforeAll(() => {
    for (const [name, build] of Object.entries(histories)) build(join(folder, name));
  });

  it.each(Object.keys(histories) as HistoryName[])(
    'equal those of conventional-commits-parser, listed differences apart: %s',
    (name) => {
      const repository = join(folder, name);
      const log = corrected(readLog(repository), readNotes(repository));
      expect(log.length).toBeGreaterThan(10);
      expect(unexcused(log)).toEqual([]);
    },
  );

  it('equal those of conventional-commits-parser in a shallow clone, where a merge may have lost its parents', () => {
    const shallow = join(folder, 'shallow');
    runGit(folder, ['clone', '--quiet', '--depth=6', `file://${join(folder, 'merged')}`, shallow]);
    const log = readLog(shallow);
    expect(log.length).toBeLessThan(readLog(join(folder, 'merged')).length);
    expect(unexcused(log)).toEqual([]);
  });

  it('equal those of conventional-commits-parser in the repository of this project', () => {
    expect(unexcused(readLog(process.cwd()))).toEqual([]);
  });

  it('need every listed difference', () => {
    expect(parserDifferences.map(({ id }) => id).filter((id) => !met.has(id))).toEqual([]);
  });
});

it('are not equal for want of a reader that reads', () => {
  const message = 'feat(api)!: a list (#5)\n\nCloses shop/api#7\n\nBREAKING CHANGE: no object';
  expect(parserEntry(message)?.entry).toEqual({
    type: 'feat',
    scope: 'api',
    subject: 'a list (#5)',
    references: ['#5', 'shop/api#7'],
    breaking: 'no object',
  });
});
