import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { goalLine } from './goal.ts';
import { inPairs, type PairResult } from './pairs.ts';
import { installPeers, type Peers } from './peers.ts';
import { makeSyntheticHistory } from './synthetic-history.ts';
import { type Program, peakMemory, timedRun } from './timed-run.ts';
import { measureWarm } from './warm-worker.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'fairlead-cli.cjs');
const floor = join(import.meta.dirname, 'node-floor.cjs');

const noPeers: Peers = { programs: () => [], note: 'Without other generators, as asked.' };

type Options = { readonly rounds: number; readonly commits: number; readonly tags: number; readonly peers: Peers };
type Range = { readonly repository: string; readonly from: string; readonly to: string };

/** `npm run bench -- changelog`: every figure in pairs with `git log`, and each goal as met or missed. */
export async function measureChangelog(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repo: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      commits: { type: 'string', default: '30000' },
      tags: { type: 'string', default: '3700' },
      rounds: { type: 'string', default: '9' },
      large: { type: 'boolean', default: false },
      peers: { type: 'string', default: join(tmpdir(), 'fairlead-bench-peers') },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-bench-changelog-'));
  try {
    console.log(`${machine()}\n`);
    const peers = values.peers === 'none' ? noPeers : await installPeers(values.peers);
    if (peers.note !== null) console.log(`${peers.note}\n`);
    const options = {
      rounds: Number(values.rounds),
      commits: Number(values.commits),
      tags: Number(values.tags),
      peers,
    };
    const repository = values.repo ?? (await synthetic(folder, options.commits, options.tags));
    const to = values.to ?? headOf(repository);
    const range = { repository, from: values.from ?? tagNear(repository, to, 80), to };
    await measureRange(range, folder, options);
    await measureWhole(repository, to, folder, options);
    if (values.repo === undefined) await measureTags(folder, options);
    if (values.large) await measureLarge(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureRange(range: Range, folder: string, { rounds, peers }: Options): Promise<void> {
  const { repository: cwd, from, to } = range;
  const ends = `${from}..${to}`;
  const count = git(cwd, ['rev-list', '--count', ends]);
  const programs: Program[] = [
    { name: 'Node floor', command: process.execPath, args: [floor, ends], cwd },
    { name: 'git log', command: 'git', args: ['log', ends], cwd },
    // What is checked out is where a range ends when nobody says.
    fairlead(cwd, to === headOf(cwd) ? ['--from', from] : ['--from', from, '--to', to]),
    ...peers.programs(range),
  ];
  const results = await inPairs(programs, rounds * 2 + 1);
  console.log(`Range ${ends}: ${count} commits, whole process, against the Node floor\n`);
  await table(results, programs);
  console.log(
    goalLine('a range as a whole process, against the Node floor', ratioOf(results, 'Fairlead'), 1.4, 'times'),
  );
  const cliff = results.find(({ name }) => name.startsWith('git-cliff'));
  if (cliff !== undefined)
    console.log(goalLine('the same, against git-cliff', millisOf(results, 'Fairlead') / cliff.millis, 1, 'times'));
  const warm = await measureWarm(join(folder, 'data'), range, rounds * 2 + 1);
  console.log(`\nInside a warm worker: ${warm.millis.toFixed(1)} ms, git log ${warm.log.toFixed(1)} ms`);
  console.log(`${goalLine('a range in a warm worker, against git log', warm.ratio, 1.5, 'times')}\n`);
}

async function measureWhole(cwd: string, to: string, folder: string, { rounds, peers }: Options): Promise<void> {
  const cache = join(folder, 'cache');
  const everything = fairlead(cwd, ['--all']);
  const writing = { ...everything, name: 'Fairlead, one release later', env: { FAIRLEAD_CACHE: cache } };
  await oneReleaseLater(cwd, writing);
  const saved = `${cache}-saved`;
  await cp(cache, saved, { recursive: true });
  const cached = { ...writing, before: () => cp(saved, cache, { recursive: true, force: true }) };
  const programs: Program[] = [
    { name: 'git log', command: 'git', args: ['log', to], cwd },
    { name: 'Node floor', command: process.execPath, args: [floor, to], cwd },
    everything,
    cached,
  ];
  const count = git(cwd, ['rev-list', '--count', to]);
  const results = await inPairs(programs, rounds);
  const slow = await inPairs([programs[0] as Program, ...peers.programs({ repository: cwd, from: null, to })], 1);
  console.log(`Full history: ${count} commits, ${git(cwd, ['tag']).split('\n').length} tags, against git log\n`);
  await table([...results, ...slow.slice(1)], programs);
  console.log(goalLine('the full history, against git log', ratioOf(results, 'Fairlead'), 2.6, 'times'));
  console.log(
    goalLine('one release later, against git log', ratioOf(results, 'Fairlead, one release later'), 0.5, 'times'),
  );
  console.log(`the same bytes from what was kept: ${(await sameBytes(everything, cached, folder)) ? 'yes' : 'NO'}\n`);
}

/** Writes the history as it was before the newest release, so that the next run finds one release more than was kept. */
async function oneReleaseLater(cwd: string, cached: Program): Promise<void> {
  const newest = git(cwd, ['for-each-ref', '--sort=-creatordate', '--count=1', '--format=%(refname)', 'refs/tags/v*']);
  const sha = git(cwd, ['rev-parse', newest]);
  git(cwd, ['update-ref', '-d', newest]);
  try {
    await timedRun(cached, 600_000);
  } finally {
    git(cwd, ['update-ref', newest, sha]);
  }
}

async function sameBytes(one: Program, other: Program, folder: string): Promise<boolean> {
  const files = [join(folder, 'one.md'), join(folder, 'other.md')] as const;
  await timedRun(one, 600_000, files[0]);
  await timedRun(other, 600_000, files[1]);
  return (await readFile(files[0])).equals(await readFile(files[1]));
}

async function measureTags(folder: string, { commits, rounds }: Options): Promise<void> {
  const cwd = await synthetic(folder, commits, 12_000);
  const few = await synthetic(folder, commits, 100);
  const results = await inPairs([fairlead(few, ['--all']), fairlead(cwd, ['--all'])], Math.max(3, rounds - 4));
  const [hundred, thousands] = results;
  console.log(
    `${commits} commits: ${hundred?.millis.toFixed(0)} ms with 100 tags, ${thousands?.millis.toFixed(0)} ms with 12000 tags (${thousands?.ratio.toFixed(2)} times)\n`,
  );
}

async function measureLarge(folder: string): Promise<void> {
  const cwd = await synthetic(folder, 200_000, 3_700);
  const log = { name: 'git log', command: 'git', args: ['log'], cwd };
  const results = await inPairs([log, fairlead(cwd, ['--all'])], 3);
  console.log('Full history: 200000 commits, against git log\n');
  await table(results, []);
  const peak = (await peakMemory(fairlead(cwd, ['--all']), 600_000)) ?? Number.NaN;
  console.log(`${goalLine('peak memory at 200,000 commits', peak, 310, 'MB')}\n`);
}

async function table(results: readonly PairResult[], programs: readonly Program[]): Promise<void> {
  console.log('| Program | Median | Against the first | Peak memory |\n|---|---|---|---|');
  for (const { name, millis, ratio, failed } of results) {
    const own = programs.find((one) => one.name === name && one.command !== 'git');
    const peak = own === undefined ? null : await peakMemory(own, 600_000);
    const memory = peak === null ? '' : `${peak.toFixed(0)} MB`;
    const note = failed === 0 ? '' : ` (${failed} runs failed)`;
    console.log(`| ${name}${note} | ${millis.toFixed(1)} ms | ${ratio.toFixed(2)} | ${memory} |`);
    if (name === 'Fairlead' && own?.args.includes('--all') && peak !== null)
      console.log(goalLine('peak memory of the full history', peak, 100, 'MB'));
  }
  console.log('');
}

function fairlead(cwd: string, args: readonly string[]): Program {
  const env = { FAIRLEAD_CACHE: 'off' };
  return { name: 'Fairlead', command: process.execPath, args: [program, 'changelog-generate', ...args], cwd, env };
}

async function synthetic(folder: string, commits: number, tags: number): Promise<string> {
  const repository = join(folder, `history-${commits}-${tags}`);
  if (existsSync(repository)) return repository;
  console.error(`Making a history of ${commits} commits and ${tags} tags ...`);
  await makeSyntheticHistory(repository, { commits, tags, seed: 7 });
  return repository;
}

/** The release nearest to so many commits before the end. */
function tagNear(cwd: string, to: string, commits: number): string {
  return git(cwd, ['describe', '--tags', '--abbrev=0', '--match', 'v*', `${to}~${commits / 2}`]);
}

function headOf(cwd: string): string {
  return git(cwd, ['rev-parse', '--abbrev-ref', 'HEAD']);
}

function git(cwd: string, args: readonly string[]): string {
  return execFileSync('git', [...args], { cwd, maxBuffer: 2 ** 30, encoding: 'utf8' }).trimEnd();
}

function ratioOf(results: readonly PairResult[], name: string): number {
  return results.find((result) => result.name === name)?.ratio ?? Number.NaN;
}

function millisOf(results: readonly PairResult[], name: string): number {
  return results.find((result) => result.name === name)?.millis ?? Number.NaN;
}

function machine(): string {
  const all = cpus();
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const version = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  return `${all.length} CPUs (${all[0]?.model.trim() ?? 'unknown'}), load ${load}, Node ${process.versions.node}, ${version}`;
}
