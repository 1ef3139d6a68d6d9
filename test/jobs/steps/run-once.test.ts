import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import type { Json } from '#domain/ids.ts';
import { migrate } from '#jobs/steps/migrate.ts';
import type { StepContext, StepOutcome } from '#operations/steps/step-definition.ts';
import type { CommandRunner } from '#ports/command-runner.ts';
import { type CommandRuns, createCommandRuns } from '#test/support/command-runs.ts';
import { aFolder, aRemote } from '../../adapters/git/a-remote.ts';
import { aStep, noon } from './a-step.ts';

let runs: CommandRuns;
beforeAll(async () => {
  runs = await createCommandRuns();
});
afterAll(() => runs.close());

/** Appends a line to the file it is given, and ends as it is told. */
const program =
  'require("fs").appendFileSync(process.argv[1], process.argv.slice(2).join(" ") + "\\n"); process.exit(code)';

/** A migration as a real program on this machine; `lines` are what it has written, a line for each time it ran. */
function aMigration(
  name: string,
  {
    code = 0,
    argv = ['{phase}', '{previous}', '{version}', '{environment}', '{key}'],
    runner = runs.runner,
    params = {},
    isUndone = false,
    ...more
  }: Partial<StepContext> & {
    readonly code?: number;
    readonly argv?: readonly string[];
    readonly runner?: CommandRunner;
    readonly params?: Readonly<Record<string, Json>>;
    readonly isUndone?: boolean;
  } = {},
) {
  const remote = aRemote();
  const written = join(aFolder(), 'migrations.txt');
  writeFileSync(written, '');
  const command = [process.execPath, '-e', program.replace('code', String(code)), '--', written, ...argv];
  const commit = {
    url: remote.url,
    source: remote.head(),
    version: '1.5.0',
    previous: '1.4.2',
    versionFiles: ['package.json'],
    changelogPath: 'CHANGELOG.md',
    changelog: '## [1.5.0]\n',
    at: noon,
  };
  const at = isUndone ? { checkout: remote.head(), commit: null } : { checkout: null, commit };
  const all = { url: remote.url, version: '1.5.0', previous: '1.4.2', ...at, argv: command };
  const git = createGitRepositories({ dataDirectory: aFolder() });
  const key = `rel-000000000001/${name}/1`;
  const startedOn = async () => [runs.runner.machine];
  const step = aStep(migrate, { ...all, timeout: 10_000, ...params }, { git, runner }, { key, startedOn, ...more });
  return { ...step, key, head: remote.head(), lines: () => readFileSync(written, 'utf8').split('\n').filter(Boolean) };
}

/** Looks again until it is over. */
async function settled(step: ReturnType<typeof aMigration>, first: StepOutcome): Promise<StepOutcome> {
  let outcome = first;
  const patience = performance.now() + 20_000;
  while (outcome.kind === 'pending' && performance.now() < patience) {
    await delay(25);
    outcome = await step.poll(outcome.handle);
  }
  return outcome;
}

describe('a command with an effect', () => {
  it('runs in a checkout of the release commit with its placeholders filled in', async () => {
    const step = aMigration('filled');
    expect(await settled(step, await step.run())).toMatchObject({ kind: 'succeeded' });
    expect(step.lines()).toEqual([`expand 1.4.2 1.5.0 production ${step.key}`]);
  });

  it('runs in a checkout of the commit it is told, where it undoes what that commit brought', async () => {
    const step = aMigration('told', { argv: ['{commit}'], isUndone: true });
    await settled(step, await step.run());
    expect(step.lines()).toEqual([step.head]);
  });

  it('fails with what the program printed last', async () => {
    const step = aMigration('fails', { code: 3 });
    expect(await settled(step, await step.run())).toEqual({
      kind: 'failed',
      code: 'COMMAND_FAILED',
      message: 'It ended with exit code 3. It printed nothing.',
    });
  });

  it.each([
    ['an unknown placeholder', '{verison}', '{version}'],
    ['a value that would become an option', '{version}', 'begins with a dash'],
  ])('runs nothing with %s', async (what, argument, why) => {
    const step = aMigration(`bad ${what}`, { argv: [argument], params: { version: '-rf' } });
    expect(await step.run()).toMatchObject({ kind: 'failed', message: expect.stringContaining(why) });
    expect(step.lines()).toEqual([]);
  });

  it('runs once, however often it is started', async () => {
    const step = aMigration('once');
    await step.run();
    await settled(step, await step.run());
    expect(await step.probe()).toMatchObject({ kind: 'succeeded' });
    expect(step.lines()).toHaveLength(1);
  });

  it('is told to run after a death only where this machine alone could have started it', async () => {
    expect(await aMigration('here alone').probe()).toEqual({ kind: 'not-done' });
    const elsewhere = aMigration('elsewhere', { startedOn: async () => [runs.runner.machine, 'another'] });
    expect(await elsewhere.probe()).toMatchObject({ kind: 'unknown', why: expect.stringContaining('another machine') });
  });

  it('is unknown where the machine that ran it has not told how it ended, and not run again', async () => {
    const step = aMigration('lost');
    expect(await step.poll({ machine: 'another', since: noon })).toMatchObject({
      kind: 'pending',
      note: 'Runs on another.',
    });
    expect(await step.poll({ machine: 'another', since: noon - 10_001 })).toMatchObject({ kind: 'unknown' });
    expect(await step.poll({ machine: runs.runner.machine, since: noon })).toMatchObject({ kind: 'unknown' });
    expect(step.lines()).toEqual([]);
  });
});
