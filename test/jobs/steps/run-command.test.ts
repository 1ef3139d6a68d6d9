import { describe, expect, it } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { runCommand } from '#jobs/steps/run-command.ts';
import type { StepContext } from '#operations/steps/step-definition.ts';
import type { CommandRun, CommandRunner, CommandStatus } from '#ports/command-runner.ts';
import { aFolder, aRemote } from '../../adapters/git/a-remote.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const key = 'rel-000000000001/production/step/api/1';

/** One command on this machine; `statuses` is what the runner knows of runs, by key. */
function aCommand(
  statuses: Record<string, CommandStatus> = {},
  argv: string[] = ['npm', 'test'],
  more: Partial<StepContext> = {},
) {
  const remote = aRemote();
  const runs: CommandRun[] = [];
  const status = (run: string): CommandStatus => statuses[run] ?? { kind: 'not_seen' };
  const runner = planned<CommandRunner>('runner', {
    machine: 'here',
    start: async (run) => {
      runs.push(run);
      return statuses[run.key] ?? { kind: 'in_progress', machine: 'here' };
    },
    status: async (run) => status(run),
  });
  const params = {
    url: remote.url,
    source: remote.head(),
    version: '1.5.0',
    previous: '1.4.2',
    versionFiles: ['package.json'],
    changelogPath: 'CHANGELOG.md',
    changelog: '## [1.5.0]\n',
    at: noon,
    argv,
    timeout: 60_000,
  };
  const git = createGitRepositories({ dataDirectory: aFolder() });
  return { ...aStep(runCommand, params, { git, runner }, more), runs, git: git.of(remote) };
}

const pending = (run: string) => ({ kind: 'pending', handle: { machine: 'here', run }, lookAgainIn: 500 });
const passed: CommandStatus = { kind: 'exited', code: 0, output: 'ok', took: 1_200 };

describe('run-command', () => {
  it('starts in a checkout of the release commit, with its placeholders filled in', async () => {
    const { run, runs } = aCommand({}, [
      'make',
      'VERSION={version}',
      'FROM={previous}',
      'IN={environment}',
      'AT={commit}',
    ]);
    expect(await run()).toEqual(pending(`${key}#1`));
    const [started] = runs;
    expect(started).toMatchObject({ key: `${key}#1`, timeout: 60_000, folder: expect.any(String) });
    expect(started?.argv.slice(0, 4)).toEqual(['make', 'VERSION=1.5.0', 'FROM=1.4.2', 'IN=production']);
    expect(started?.argv[4]).toMatch(/^AT=[0-9a-f]{40}$/);
  });

  it('fails on a placeholder nobody knows, and runs nothing', async () => {
    const { run, runs } = aCommand({}, ['make', '{verison}']);
    expect(await run()).toMatchObject({
      kind: 'failed',
      code: 'COMMAND_FAILED',
      message: expect.stringContaining('{version}'),
    });
    expect(runs).toEqual([]);
  });

  it.each<readonly [string, CommandStatus, unknown]>([
    ['passed', passed, { kind: 'succeeded', result: { took: 1_200, output: 'ok' } }],
    [
      'failed',
      { kind: 'exited', code: 2, output: 'no', took: 5 },
      { kind: 'failed', code: 'COMMAND_FAILED', message: 'It ended with exit code 2.\nno' },
    ],
    [
      'took too long',
      { kind: 'timed_out', output: 'zzz', took: 61_000 },
      { kind: 'failed', code: 'COMMAND_TIMED_OUT', message: 'It was ended after 61 s.\nzzz' },
    ],
    ['still runs', { kind: 'in_progress', machine: 'here' }, pending(`${key}#1`)],
  ])('tells after a death that it %s', async (_what, status, outcome) => {
    expect(await aCommand({ [`${key}#1`]: status }).probe()).toEqual(outcome);
  });

  it.each<CommandStatus>([{ kind: 'not_seen' }, { kind: 'unknown', why: 'no exit code' }])(
    'is run again after a death when its run is $kind: it changes nothing that is kept',
    async (status) => {
      expect(await aCommand({ [`${key}#1`]: status }).probe()).toEqual({ kind: 'not-done' });
    },
  );

  it('is looked at until it ends', async () => {
    const { poll } = aCommand({ [`${key}#1`]: passed });
    expect(await poll({ machine: 'here', run: `${key}#1` })).toMatchObject({ kind: 'succeeded' });
  });

  it('is run again under the next number when its run was lost', async () => {
    const { poll, runs } = aCommand({ [`${key}#1`]: { kind: 'unknown', why: 'no exit code' } });
    expect(await poll({ machine: 'here', run: `${key}#1` })).toEqual(pending(`${key}#2`));
    expect(runs.map((run) => run.key)).toEqual([`${key}#2`]);
  });

  it('waits for another machine while that may still be at it', async () => {
    const { poll, runs } = aCommand({}, ['npm', 'test'], { startedAt: noon - 120_000 });
    expect(await poll({ machine: 'there', run: `${key}#1` })).toMatchObject({
      kind: 'pending',
      note: 'Runs on there.',
    });
    expect(runs).toEqual([]);
  });

  it('is run here when the other machine has not been heard of for too long', async () => {
    const { poll, runs } = aCommand({}, ['npm', 'test'], { startedAt: noon - 120_001 });
    expect(await poll({ machine: 'there', run: `${key}#1` })).toEqual(pending(`${key}#2`));
    expect(runs).toHaveLength(1);
  });
});
