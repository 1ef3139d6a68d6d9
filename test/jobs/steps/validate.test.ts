import { describe, expect, it } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import type { Json } from '#domain/ids.ts';
import { validate } from '#jobs/steps/validate.ts';
import { verdict } from '#jobs/steps/verdict.ts';
import type { StepPorts } from '#operations/steps/step-definition.ts';
import type { CommandRunner, CommandStatus } from '#ports/command-runner.ts';
import { aFolder, aRemote } from '../../adapters/git/a-remote.ts';
import { aValidation, checked } from '../../support/a-validation.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const key = 'rel-000000000001/production/step/api/1#1';
const exited = (code: number, output = ''): CommandStatus => ({ kind: 'exited', code, output, took: 1_200 });

/** A check on a real repository; `status` is what the runner knows of its run. */
function aCheck(what: Readonly<Record<string, Json>>, status: CommandStatus, ports: Partial<StepPorts> = {}) {
  const remote = aRemote();
  const started: string[] = [];
  const runner = planned<CommandRunner>('runner', {
    machine: 'here',
    start: async (run) => {
      started.push(run.key);
      return { kind: 'in_progress', machine: 'here' };
    },
    status: async () => status,
  });
  const run = {
    url: remote.url,
    source: remote.head(),
    version: '1.5.0',
    previous: '1.4.2',
    versionFiles: [],
    changelogPath: null,
    changelog: '',
    at: noon,
    argv: ['make', 'smoke'],
    timeout: 60_000,
  };
  const git = createGitRepositories({ dataDirectory: aFolder() });
  const params = { check: 'smoke-tests', isBlocker: true, what: { ...what, ...(what.run === true ? { run } : {}) } };
  return { ...aStep(validate, params, { git, runner, ...ports }), started };
}

const command = { kind: 'command', run: true };
const handle = { machine: 'here', run: key };
const result = (outcome: string, more: object = {}) => ({ kind: 'succeeded', result: { outcome, ...more } });

describe('a check by command', () => {
  it('is started once and looked after', async () => {
    const { run, started } = aCheck(command, { kind: 'in_progress', machine: 'here' });
    expect(await run()).toEqual({ kind: 'pending', handle, lookAgainIn: 500 });
    expect(started).toEqual([key]);
  });

  it('is found again after a death, and not run a second time', async () => {
    const { probe, started } = aCheck(command, exited(0, 'fine'));
    expect(await probe()).toMatchObject(result('passed', { output: 'fine' }));
    expect(started).toEqual([]);
  });

  it.each<readonly [string, CommandStatus, object]>([
    ['passes with exit code 0', exited(0, 'ok'), result('passed', { output: 'ok' })],
    [
      'fails with any other, which is its result and no failure of the step',
      exited(3, 'two\nlines'),
      result('failed', { why: 'It ended with exit code 3.', output: 'two\nlines' }),
    ],
    [
      'fails when its time is up',
      { kind: 'timed_out', output: '', took: 60_000 },
      result('failed', { why: 'It was ended after 60 s.' }),
    ],
  ])('%s', async (_what, status, expected) => {
    const { poll } = aCheck(command, status);
    expect(await poll(handle)).toMatchObject(expected);
  });

  it('is run again where nobody can tell how it ended', async () => {
    const { poll, started } = aCheck(command, { kind: 'unknown', why: 'The machine was lost.' });
    expect(await poll(handle)).toMatchObject({ kind: 'pending' });
    expect(started).toEqual([key.replace('#1', '#2')]);
  });
});

describe('the check of migrations', () => {
  const migrations = [{ path: 'db/2.sql', nature: 'reversible', isDeclared: true }];
  const fault = { code: 'no_way_back', paths: ['db/2.sql'] };
  const of = (more: object) => ({ kind: 'migration-test', isRun: true, migrations, faults: [], run: null, ...more });

  it.each<readonly [string, object, string, string]>([
    ['passes where there is none', { migrations: [] }, 'passed', 'The range holds no migration.'],
    ['says what it did not look at', {}, 'passed', 'Not checked: that they run.'],
    [
      'fails where a command is missing, without running any',
      { faults: [fault], run: true },
      'failed',
      'something is missing',
    ],
    ['does not know where nothing runs them', { isRun: false }, 'not_known', 'fairlead.yml has no database'],
  ])('%s', async (_what, more, outcome, why) => {
    const { run, started } = aCheck(of(more), exited(0));
    expect(await run()).toMatchObject(result(outcome, { why: expect.stringContaining(why) }));
    expect(started).toEqual([]);
  });

  it('tries them by the command for it', async () => {
    const { run, poll } = aCheck(of({ run: true }), exited(1, 'there is no table jobs'));
    expect(await run()).toMatchObject({ kind: 'pending' });
    expect(await poll(handle)).toMatchObject(
      result('failed', {
        why: expect.stringContaining('database.test does not pass: It ended with exit code 1.'),
        lines: ['db/2.sql: reversible, by a pattern or a footer'],
        output: 'there is no table jobs',
      }),
    );
  });
});

describe('the check of health', () => {
  const target = { url: 'http://127.0.0.1:1/', status: 200, count: 3, interval: 1_000, timeout: 500 };
  const of = (services: readonly string[]) => ({
    kind: 'health',
    tries: 2,
    targets: services.map((service) => ({ environment: 'production', service, health: target })),
  });
  const asking = (isWell: boolean) => ({
    health: { check: async () => (isWell ? { ok: true as const, took: 1 } : { ok: false as const, why: 'HTTP 503' }) },
  });

  it('passes where all answer well', async () => {
    const { run } = aCheck(of(['api', 'web']), exited(0), asking(true));
    expect(await run()).toMatchObject(result('passed', { why: 'All 2 answer well.' }));
  });

  it('asks once more before it fails', async () => {
    const { run, poll } = aCheck(of(['api']), exited(0), asking(false));
    expect(await run()).toMatchObject({ kind: 'pending', handle: 1, lookAgainIn: 1_000 });
    expect(await poll(1)).toMatchObject(result('failed', { lines: ['api in production: HTTP 503'] }));
  });

  it('does not know where the version runs nowhere', async () => {
    const { run } = aCheck(of([]), exited(0), asking(true));
    expect(await run()).toMatchObject(result('not_known'));
  });
});

describe('the verdict', () => {
  it('is an answer also where the version is not ready', async () => {
    const story = aValidation();
    checked(story, 'check/smoke-tests', { outcome: 'failed' });
    const release = checked(story, 'check/lint').release();
    const { run } = aStep(verdict, { allowed: 0 }, { releases: { get: async () => release } as never });
    expect(await run()).toEqual({
      kind: 'succeeded',
      result: { isReady: false, of: 2, passed: 1, blockers: 1, warnings: 0 },
    });
  });
});
