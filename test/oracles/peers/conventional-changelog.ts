import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { changelogDifferences } from '../differences/changelog-differences.ts';
import { parserDifferences } from '../differences/parser-differences.ts';
import type { Peer } from './peer.ts';

const text = z.string().nullish();
const Releases = z.array(
  z.object({
    tag: z.string().nullable(),
    entries: z.array(
      z.object({
        sha: z.string().nullable(),
        title: z.string(),
        type: text,
        scope: text,
        subject: z.string(),
        notes: z.array(z.string()),
        references: z.array(z.object({ owner: text, repository: text, issue: z.string() })),
      }),
    ),
  }),
);

const changelog = 'conventional-changelog';
const preset = 'conventional-changelog-conventionalcommits';

/** conventional-changelog with the preset for Conventional Commits, as its users run it. It reads by conventional-commits-parser. */
export const conventionalChangelog: Peer = {
  name: changelog,
  packages: [`${changelog}@7.2.1`, `${preset}@9.3.1`],
  differences: changelogDifferences,
  inherited: parserDifferences,
  read(folder, repository, prefix) {
    const program = join(folder, 'read-conventional-changelog.mjs');
    copyFileSync('test/oracles/peers/read-conventional-changelog.mjs', program);
    const told = execFileSync(process.execPath, [program, repository, prefix, changelog, preset], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    return Releases.parse(JSON.parse(told)).flatMap(({ tag, entries }) =>
      entries.map(({ sha, title, type, scope, subject, notes, references }) => ({
        sha,
        title,
        section: tag,
        entry: {
          type: type ?? null,
          scope: scope ?? null,
          subject,
          references: [...new Set(references.map(nameOf))].sort(),
          breaking: notes.length === 0 ? null : notes.join(' ').replaceAll(/\s+/g, ' ').trim(),
        },
      })),
    );
  },
};

type Named = {
  readonly owner?: string | null | undefined;
  readonly repository?: string | null | undefined;
  readonly issue: string;
};

function nameOf({ owner, repository, issue }: Named): string {
  return `${[owner, repository].filter(Boolean).join('/')}#${issue}`;
}
