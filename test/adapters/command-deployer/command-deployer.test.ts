import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandDeployerConfig } from '#domain/project/deployer-config.ts';
import type { CommandRunner } from '#ports/command-runner.ts';
import { aDeployment } from '#test/contract/deployer.contract.ts';
import { type CommandTarget, createCommandTarget } from '#test/support/command-target.ts';

let target: CommandTarget;
let machine: string;
beforeEach(async () => {
  target = await createCommandTarget();
  machine = target.runs.runner.machine;
});
afterEach(() => target.close());

const withoutStatus = (): CommandDeployerConfig => {
  const { status: _status, ...config } = target.config;
  return config;
};
const elsewhere = { machine: 'other-host-1234abcd', key: 'k', since: 1_000 };

describe('a key not seen on this machine', () => {
  it('is safe to send when only this machine may have started it', async () => {
    const deployment = aDeployment({ startedOn: [machine, machine] });
    expect(await target.deployer({ config: withoutStatus() }).find(deployment)).toEqual({ kind: 'not_seen' });
  });

  it.each([
    ['another machine may have started it', ['other-host-1234abcd']],
    ['another machine may have started it too', ['other-host-1234abcd', 'here']],
    ['it is not known where it was started', undefined],
  ])('is unknown when %s and nothing can tell', async (_why, machines) => {
    const startedOn = machines?.map((each) => (each === 'here' ? machine : each));
    const deployment = aDeployment(startedOn === undefined ? {} : { startedOn });
    expect(await target.deployer({ config: withoutStatus() }).find(deployment)).toEqual({
      kind: 'unknown',
      why: 'The command may have been started on another machine, and there is no status command that could tell.',
    });
  });

  it('has succeeded when the status command tells its version', async () => {
    await target.run('api', 'production', '1.5.0');
    const deployment = aDeployment({ startedOn: [elsewhere.machine] });
    expect(await target.deployer().find(deployment)).toEqual({ kind: 'success', note: 'api 1.5.0 runs.' });
  });

  it('is unknown when the status command tells another version, since it may still go on elsewhere', async () => {
    await target.run('api', 'production', '1.4.2');
    expect(await target.deployer().find(aDeployment({ startedOn: [elsewhere.machine] }))).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('does not run so far'),
    });
  });
});

describe('a deployment in progress on another machine', () => {
  it('is waited for until its time is over, and then unknown', async () => {
    const at = (now: number) => target.deployer({ config: withoutStatus(), now: () => now });
    const deployment = aDeployment();
    expect(await at(16_000).poll(deployment, elsewhere)).toEqual({
      kind: 'in_progress',
      handle: elsewhere,
      note: 'Runs on other-host-1234abcd.',
    });
    expect(await at(16_001).poll(deployment, elsewhere)).toMatchObject({ kind: 'unknown' });
  });

  it('has succeeded as soon as the status command tells its version', async () => {
    await target.run('api', 'production', '1.5.0');
    expect(await target.deployer().poll(aDeployment(), elsewhere)).toMatchObject({ kind: 'success' });
  });

  it('is refused when its handle is not one of ours', async () => {
    await expect(target.deployer().poll(aDeployment(), { id: 'd-1' })).rejects.toMatchObject({
      code: 'PAYLOAD_INVALID',
    });
  });
});

describe('a run that is known here', () => {
  it('decides over what the status command says', async () => {
    await target.run('api', 'production', '1.5.0');
    await target.behave({ failure: 'The migration broke.' });
    const deployment = aDeployment();
    await target.deployer().deploy(deployment);
    await target.runs.ended(deployment.key);
    expect(await target.deployer().find(deployment)).toEqual({
      kind: 'failure',
      why: 'The command ended with exit code 3.\nThe migration broke.',
    });
  });

  it('is a failure when it was ended for its time', async () => {
    await target.behave({ takes: 60_000 });
    const deployment = aDeployment();
    await target.deployer({ config: { ...target.config, timeout: 400 } }).deploy(deployment);
    await target.runs.ended(deployment.key);
    expect(await target.deployer().find(deployment)).toMatchObject({
      kind: 'failure',
      why: expect.stringMatching(/^The command was ended after \d+ s, its longest time\. It printed nothing\.$/),
    });
  });

  it.each([
    ['1.5.0', 'success'],
    ['1.4.2', 'unknown'],
  ])('of unknown outcome is settled by the status command: %s is %s', async (version, kind) => {
    await target.run('api', 'production', version);
    const unknown = async () => ({ kind: 'unknown', why: 'Its supervisor died.' }) as const;
    const runner: CommandRunner = { machine, start: unknown, status: unknown, stop: async () => undefined };
    const deployer = target.deployer({ runner });
    const deployment = aDeployment();
    expect((await deployer.find(deployment)).kind).toBe(kind);
    expect((await deployer.poll(deployment, { ...elsewhere, machine })).kind).toBe(kind);
  });
});

describe('the arguments of a command', () => {
  const command = (...more: string[]): CommandDeployerConfig => ({
    kind: 'command',
    deploy: [process.execPath, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...more],
    timeout: 5_000,
  });

  it('are filled in one by one, and what is not known is empty', async () => {
    const deployment = aDeployment({ previous: null, commit: null });
    const config = command(
      '{service}:{version}',
      '--from={previous}',
      '{previous}',
      '{commit}',
      '{environment}',
      '{key}',
    );
    await target.deployer({ config }).deploy(deployment);
    const status = await target.runs.ended(deployment.key);
    expect(JSON.parse(status.kind === 'exited' ? status.output : '')).toEqual([
      'api:1.5.0',
      '--from=',
      '',
      '',
      'production',
      deployment.key,
    ]);
  });

  it.each([
    ['that would become an option', '{version}', '--delete-everything', /would become an option/],
    ['that would become an option with more behind it', '{version}.tar', '-rf', /would become an option/],
    ['with a line break', 'v{version}', '1.5.0\nnext', /control character/],
    ['with a NUL', '{version}', '1.5.0\0', /control character/],
    ['over 300 characters', '{version}', '1'.repeat(301), /longer than 300/],
  ])('are refused for a value %s', async (_name, argument, version, why) => {
    const deployment = aDeployment({ version });
    await expect(target.deployer({ config: command(argument) }).deploy(deployment)).rejects.toMatchObject({
      code: 'DEPLOYER_FAILED',
      message: expect.stringMatching(why),
    });
    expect(await target.runs.runner.status(deployment.key)).toEqual({ kind: 'not_seen' });
  });

  it('may begin with a dash by themselves', async () => {
    const deployment = aDeployment({ version: '-1' });
    await target.deployer({ config: command('-v{version}') }).deploy(deployment);
    expect(await target.runs.ended(deployment.key)).toMatchObject({ code: 0, output: '["-v-1"]' });
  });

  it('are refused for an unknown placeholder, with the nearest', async () => {
    await expect(target.deployer({ config: command('{verison}') }).deploy(aDeployment())).rejects.toMatchObject({
      message: expect.stringContaining('Did you mean {version}?'),
    });
  });
});

describe('the status command', () => {
  const observe = (code: string) =>
    target
      .deployer({ config: { ...target.config, status: [process.execPath, '-e', code] } })
      .observe({ service: 'api', environment: 'production' });

  it.each([
    ['console.log("  1.5.0 \\nmore")', { kind: 'running', version: '1.5.0' }],
    [
      'console.log("1.5.0\\nsha256:" + "0a".repeat(32))',
      { kind: 'running', version: '1.5.0', artifact: `sha256:${'0a'.repeat(32)}` },
    ],
    ['console.log("1.5.0\\nsha256:0a0a")', { kind: 'running', version: '1.5.0' }],
    ['console.log("\\nsha256:" + "0a".repeat(32))', { kind: 'running', version: null }],
    ['console.log("")', { kind: 'running', version: null }],
    ['', { kind: 'running', version: null }],
    ['process.exit(2)', { kind: 'cannot_tell', why: 'The status command ended with exit code 2.' }],
    [
      'console.log("x".repeat(201))',
      { kind: 'cannot_tell', why: 'The first line of the status command is too long for a version.' },
    ],
  ])('%s is told as %j', async (code, observation) => {
    expect(await observe(code)).toEqual(observation);
  });

  it('that is not there cannot tell', async () => {
    const deployer = target.deployer({ config: { ...target.config, status: ['no-such-program-here'] } });
    expect(await deployer.observe({ service: 'api', environment: 'production' })).toMatchObject({
      kind: 'cannot_tell',
    });
    expect(
      await target.deployer({ config: withoutStatus() }).observe({ service: 'api', environment: 'production' }),
    ).toEqual({
      kind: 'cannot_tell',
      why: 'The deployer has no status command.',
    });
  });
});

describe('the command deployer', () => {
  it('can remove and observe only with the commands for it', async () => {
    const { remove: _remove, ...config } = withoutStatus();
    const deployer = target.deployer({ config });
    expect(await deployer.capabilities()).toEqual({ observe: false, remove: false });
    await expect(deployer.deploy(aDeployment({ version: null }))).rejects.toMatchObject({ code: 'DEPLOYER_FAILED' });
  });

  it.each([
    [
      { deploy: ['no-such-program-here'] },
      'The program no-such-program-here of the deploy command was not found on this machine.',
    ],
    [{ deploy: ['./missing.sh'] }, 'The program ./missing.sh of the deploy command was not found on this machine.'],
    [
      { status: ['node', '{version}'] },
      'The status command cannot be filled in. There is no placeholder {version}. Use one of {service}, {environment}.',
    ],
  ])('fails the check for %j', async (changed, why) => {
    expect(await target.deployer({ config: { ...target.config, ...changed } }).check()).toEqual({ ok: false, why });
  });
});

describe('a run that is to end', () => {
  it('is waited for unless the configuration says that it may be ended', () => {
    expect(target.deployer().cancel).toBeUndefined();
  });

  it('is left to the workers of its machine', async () => {
    const deployer = target.deployer({ config: { ...target.config, cancel: true } });
    await expect(deployer.cancel?.(aDeployment(), elsewhere)).rejects.toMatchObject({
      fault: 'transient',
      message: expect.stringContaining('other-host-1234abcd'),
    });
  });
});
