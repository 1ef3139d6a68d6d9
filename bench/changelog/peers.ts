import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Program } from './timed-run.ts';

/** Pinned, so that figures of two days are of the same programs. */
const versions = {
  'git-cliff': '2.14.2',
  'conventional-changelog': '7.2.1',
  'conventional-changelog-conventionalcommits': '9.3.1',
  changelogen: '0.6.2',
} as const;

/** conventional-changelog's own command line knows no ranges. It stands in the peers' folder, where its imports are found. */
const conventionalProgram = `import { ConventionalChangelog } from 'conventional-changelog';
import createPreset from 'conventional-changelog-conventionalcommits';

const [from = '', to = ''] = process.argv.slice(2);
const generator = new ConventionalChangelog(process.cwd())
  .config(createPreset())
  .tags({ prefix: 'v' })
  .options({ releaseCount: from === '' ? 0 : 1, outputUnreleased: true })
  .context({ version: '0.0.0', host: 'https://github.com', owner: 'octo', repository: 'shop' });
if (from !== '') generator.commits({ from, to });
for await (const piece of generator.write()) process.stdout.write(piece);
`;

/** What to ask a peer for: a range, or everything when `from` is null. */
export type PeerTask = { readonly repository: string; readonly from: string | null; readonly to: string };

/** The other changelog generators, installed into a folder of their own; they are no dependencies of Fairlead. */
export type Peers = { readonly programs: (task: PeerTask) => readonly Program[]; readonly note: string | null };

/** Installs them from the npm registry where they are not there yet. Where it is away there are none, and `note` says so. */
export async function installPeers(folder: string): Promise<Peers> {
  if (!existsSync(join(folder, 'node_modules', 'git-cliff'))) {
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
      const names = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
      const options = { cwd: folder, timeout: 240_000 };
      await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...names], options);
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      return { programs: () => [], note: `The npm registry did not give the peers, so they are left out: ${why}` };
    }
  }
  await writeFile(join(folder, 'conventional.mjs'), conventionalProgram);
  return { programs: (task) => programsFor(folder, task), note: null };
}

function programsFor(folder: string, { repository, from, to }: PeerTask): readonly Program[] {
  const modules = join(folder, 'node_modules');
  const native = join(modules, `git-cliff-${process.platform}-${process.arch}`, 'bin', 'git-cliff');
  const cliff = { name: 'git-cliff 2.14.2', command: native, cwd: repository };
  const conventional = {
    name: 'conventional-changelog 7.2.1',
    command: process.execPath,
    args: [join(folder, 'conventional.mjs'), from ?? '', to],
    cwd: repository,
  };
  if (from === null) return [{ ...cliff, args: [] }, conventional];
  const changelogen = {
    name: 'changelogen 0.6.2',
    command: process.execPath,
    args: [join(modules, 'changelogen', 'dist', 'cli.mjs'), '--from', from, '--to', to, '--noAuthors'],
    cwd: repository,
  };
  return [{ ...cliff, args: [`${from}..${to}`] }, conventional, changelogen];
}
