import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HistoryName, histories } from '../histories/index.ts';
import { compare, type Finding } from './compare.ts';
import { conventionalChangelog } from './conventional-changelog.ts';
import { gitCliff } from './git-cliff.ts';
import type { Peer } from './peer.ts';

const tagPrefix: Readonly<Record<HistoryName, string>> = {
  squashed: 'v',
  merged: 'v',
  reverted: 'v',
  monorepo: 'api@',
  hostile: 'v',
};
const names = Object.keys(histories) as HistoryName[];

/** Tells how often each listed difference explains something, and what none explains; gives the number of faults. */
function report(peer: Peer, findings: readonly Finding[]): number {
  console.log(`\n${peer.packages.join(', ')}: ${findings.length} disagreements`);
  const countOf = (id: string) => findings.filter(({ explainedBy }) => explainedBy.includes(id)).length;
  for (const { id } of [...peer.differences, ...peer.inherited]) {
    if (countOf(id) > 0) console.log(`${String(countOf(id)).padStart(6)}  ${id}`);
  }
  const unneeded = peer.differences.filter(({ id }) => countOf(id) === 0);
  for (const { id } of unneeded) console.log(`  listed in vain: ${id}`);
  const unexplained = findings.filter(({ explainedBy }) => explainedBy.length === 0);
  for (const { field, message, ours, theirs } of unexplained) {
    console.log(`  not listed: ${field} of ${JSON.stringify(message.slice(0, 100))}`);
    console.log(`    ours   ${ours.slice(0, 200)}\n    theirs ${theirs.slice(0, 200)}`);
  }
  return unneeded.length + unexplained.length;
}

/** Installs the tools in a folder of their own, runs them on the histories, and holds what differs to the listed differences. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'fl-peers-'));
  try {
    const peers = [conventionalChangelog, gitCliff];
    const packages = peers.flatMap((peer) => peer.packages);
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
      stdio: 'inherit',
    });
    for (const name of names) histories[name](join(folder, name));
    const faults = peers.map((peer) =>
      report(
        peer,
        names.flatMap((name) => {
          const theirs = peer.read(folder, join(folder, name), tagPrefix[name]);
          return compare(peer, theirs, join(folder, name), tagPrefix[name]);
        }),
      ),
    );
    process.exitCode = faults.some((count) => count > 0) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
