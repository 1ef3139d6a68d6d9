import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cliffDifferences } from '../differences/cliff-differences.ts';
import type { Peer } from './peer.ts';

const Releases = z.array(
  z.object({
    version: z.string().nullable(),
    commits: z.array(
      z.object({
        id: z.string(),
        message: z.string(),
        group: z.string().nullable(),
        scope: z.string().nullish(),
        breaking: z.boolean().optional(),
        breaking_description: z.string().nullish(),
      }),
    ),
  }),
);
/** Without parsers of its own git-cliff groups by type, which its context does not hold otherwise. */
const groupByType = '[git]\nconventional_commits = true\nfilter_unconventional = false\ncommit_parsers = []\n';

/** git-cliff with its default configuration, as its users run it. */
export const gitCliff: Peer = {
  name: 'git-cliff',
  packages: ['git-cliff@2.14.2'],
  differences: cliffDifferences,
  inherited: [],
  read(folder, repository, prefix) {
    const config = join(folder, 'by-type.toml');
    writeFileSync(config, groupByType);
    const run = (args: readonly string[]) => {
      const program = join(folder, 'node_modules', '.bin', 'git-cliff');
      const told = execFileSync(program, [...args, '--tag-pattern', `^${prefix}`, '--context'], {
        cwd: repository,
        maxBuffer: 1e9,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return Releases.parse(JSON.parse(told.toString()));
    };
    const types = new Map<string, string | null>();
    for (const { commits } of run(['--config', config])) for (const { id, group } of commits) types.set(id, group);
    return run([]).flatMap(({ version, commits }) =>
      commits.map((commit) => ({
        sha: commit.id,
        title: commit.message,
        section: version,
        entry: {
          type: types.get(commit.id) ?? null,
          scope: commit.scope ?? null,
          subject: commit.message,
          references: undefined,
          breaking:
            commit.breaking === true ? (commit.breaking_description ?? '').replaceAll(/\s+/g, ' ').trim() : null,
        },
      })),
    );
  },
};
