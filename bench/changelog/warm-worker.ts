import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { usualRules } from '#domain/changelog/change-kinds.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { usualInitialDevelopment } from '#domain/version/commit-rule.ts';
import { generateChangelog } from '#operations/changelog/generate-changelog.ts';
import { changelogText } from '#templates/changelog/changelog-formats.ts';
import { median } from '../percentile.ts';
import { timedRun } from './timed-run.ts';

/** The changelog of a range as a worker makes it that has been up for a while, in turns with `git log` of the same range. */
export async function measureWarm(
  dataDirectory: string,
  { repository, from, to }: { readonly repository: string; readonly from: string; readonly to: string },
  rounds: number,
): Promise<{ readonly millis: number; readonly log: number; readonly ratio: number }> {
  const git = createGitRepositories({ dataDirectory }).of({ url: repository });
  await git.fetch();
  const sha = await git.resolve(to);
  if (sha === null) throw new Error(`There is no ${to} in ${repository}.`);
  const source = {
    git,
    head: { name: to, sha },
    units: [],
    services: {},
    rules: usualRules,
    initial: usualInitialDevelopment,
    links: linksOf('https://github.com/octo/shop'),
    forge: null,
    now: Date.now(),
  };
  const wish = { from, to, hotfix: false, includeBreakingChanges: true, services: null, version: null };
  const make = async () => {
    const outcome = await generateChangelog(source, wish);
    if (outcome.kind === 'refused') throw new Error(`Refused: ${outcome.refusal.code}`);
    return changelogText(outcome.document, 'keep-a-changelog');
  };
  for (let turn = 0; turn < 20; turn += 1) await make();
  const own: number[] = [];
  const logs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await make();
    own.push(performance.now() - started);
    const program = { name: 'git log', command: 'git', args: ['log', `${from}..${to}`], cwd: repository };
    logs.push((await timedRun(program, 60_000)).millis);
  }
  const ratios = own.map((millis, round) => millis / (logs[round] ?? Number.NaN));
  return { millis: median(own), log: median(logs), ratio: median(ratios) };
}
