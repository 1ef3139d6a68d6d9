import { describe, expect, it } from 'vitest';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { aHaproxy, type HaproxyTarget } from './a-haproxy.ts';

const place = { service: 'api', environment: 'production' };
const share = (percent: number) => aDeployment({ stage: { kind: 'share', percent } });
const shared = ['blue-1 ready 2', 'blue-2 ready 2', 'green-1 ready 1'];

async function carryOut(deployer: Deployer, deployment: Deployment): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

/** What the engine does after a call that threw: look for the key, and send it where it was not seen. */
async function goOn(target: HaproxyTarget, deployment: Deployment): Promise<DeploymentStatus> {
  const deployer = target.deployer();
  const found = await deployer.find(deployment);
  const next = found.kind === 'not_seen' ? await deployer.deploy(deployment) : found;
  return untilSettled(() => deployer, deployment, next);
}

// HAProxy answers no 429 and no 500: its runtime API has an answer, a refusal in words, or a connection that breaks.
describe('a connection that breaks', () => {
  // 20 % takes two lines of commands: one that wakes green, one that gives both sides their weights.
  it.each([
    ['before', 'first'],
    ['after', 'first'],
    ['before', 'second'],
    ['after', 'second'],
  ] as const)('%s the %s line had its effect is made up for, and no effect comes twice', async (broken, line) => {
    const target = await aHaproxy();
    const deployment = share(20);
    if (line === 'second') target.fronts[0]?.meet({ of: 'set', broken: null });
    target.fronts[0]?.meet({ of: 'set', broken });
    await expect(target.deployer().deploy(deployment)).rejects.toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      fault: 'transient',
      message: expect.stringContaining('closed the connection before it had answered'),
    });
    expect(await goOn(target, deployment)).toEqual({ kind: 'success' });
    expect(target.fronts[0]?.effects).toEqual([
      'set server api-production/green-1 state drain',
      'set server api-production/blue-1 weight 2',
      'set server api-production/blue-2 weight 2',
      'set server api-production/green-1 state ready',
    ]);
    expect(target.effects(deployment.key)).toBe(1);
    expect(await target.states()).toEqual(shared);
  });

  it('while HAProxy is read says so, and nothing was sent to a side', async () => {
    const target = await aHaproxy();
    const deployment = share(20);
    target.fronts[0]?.meet({ of: 'show', broken: 'before' });
    await expect(target.deployer().deploy(deployment)).rejects.toMatchObject({ code: 'DEPLOYER_UNAVAILABLE' });
    expect(target.effects(deployment.key)).toBe(0);
    expect(await goOn(target, deployment)).toEqual({ kind: 'success' });
  });
});

describe('several processes of HAProxy', () => {
  it('all have the share before it counts as given', async () => {
    const target = await aHaproxy(2);
    expect(await carryOut(target.deployer(), share(20))).toEqual({ kind: 'success' });
    expect([await target.states(0), await target.states(1)]).toEqual([shared, shared]);
  });

  it('of which one was told and the other was not do not agree, until the next look repairs it', async () => {
    const target = await aHaproxy(2);
    await carryOut(target.deployer(), share(20));
    const deployment = share(60);
    target.fronts[1]?.meet({ of: 'set', broken: 'before' });
    await expect(target.deployer().deploy(deployment)).rejects.toMatchObject({ code: 'DEPLOYER_UNAVAILABLE' });
    const [first, second] = target.fronts.map(({ address }) => address);
    expect(await target.deployer().observe(place)).toMatchObject({
      version: '1.4.2',
      shares: [
        { version: '1.4.2', percent: 60 },
        { version: '1.5.0', percent: 40 },
      ],
      note: `The processes of HAProxy do not agree on the share of blue: ${first} 40 %, ${second} 80 %.`,
    });
    expect(await goOn(target, deployment)).toEqual({ kind: 'success' });
    expect(await target.deployer().observe(place)).toEqual({
      kind: 'running',
      version: '1.5.0',
      shares: [
        { version: '1.5.0', percent: 60 },
        { version: '1.4.2', percent: 40 },
      ],
    });
  });

  it('of which one is away are not told anything, and the sides are left alone', async () => {
    const target = await aHaproxy(2);
    await target.processes[1]?.stop();
    const deployment = share(20);
    await expect(target.deployer().deploy(deployment)).rejects.toMatchObject({ fault: 'transient' });
    expect([target.effects(deployment.key), target.fronts[0]?.effects]).toEqual([0, []]);
  });
});

describe('a key', () => {
  it('that was carried out is told again and has no further effect', async () => {
    const target = await aHaproxy();
    const deployment = share(20);
    await carryOut(target.deployer(), deployment);
    const before = target.fronts[0]?.effects.length;
    expect(await target.deployer().deploy(deployment)).toEqual({ kind: 'success' });
    expect([target.fronts[0]?.effects.length, target.effects(deployment.key)]).toEqual([before, 1]);
  });

  it('that comes late does not undo what a newer one has done', async () => {
    const target = await aHaproxy();
    const late = share(20);
    await carryOut(target.deployer(), late);
    await carryOut(target.deployer(), share(50));
    const before = target.fronts[0]?.effects.length;
    expect(await target.deployer().deploy(late)).toMatchObject({ kind: 'unknown' });
    expect(target.fronts[0]?.effects.length).toBe(before);
  });

  it('whose deployment was overtaken stops where it is', async () => {
    const target = await aHaproxy();
    target.sides.green.behave({ takes: 400 });
    const slow = share(20);
    const first = await target.deployer().deploy(slow);
    target.sides.green.behave({ takes: 0 });
    const back = aDeployment({ version: '1.4.2', previous: '1.5.0', intent: 'rollback' });
    await carryOut(target.deployer(), back);
    expect(await untilSettled(() => target.deployer(), slow, first)).toMatchObject({ kind: 'unknown' });
    expect(await target.states()).toEqual(['blue-1 ready 100', 'blue-2 ready 100', 'green-1 maint 1']);
  });

  it('whose record was lost is unknown while it is waited for, never a guess', async () => {
    const target = await aHaproxy();
    target.sides.green.behave({ takes: 300 });
    const deployment = share(20);
    const first = await target.deployer().deploy(deployment);
    if (first.kind !== 'in_progress') throw new Error('It should take its time.');
    const lost = target.deployer({ scratch: { ...target.scratch, get: async () => null } });
    expect(await lost.poll(deployment, first.handle)).toMatchObject({ kind: 'unknown' });
  });
});

describe('the deployer of a side', () => {
  it('that fails leaves the traffic where it is', async () => {
    const target = await aHaproxy();
    target.sides.green.behave({ failure: 'No disk is left.' });
    expect(await carryOut(target.deployer(), share(20))).toMatchObject({
      kind: 'failure',
      why: expect.stringContaining('No disk is left.'),
    });
    expect(await target.states()).toEqual(['blue-1 ready 100', 'blue-2 ready 100', 'green-1 maint 1']);
  });

  it('whose answer is lost is asked for the key, which it has once', async () => {
    const target = await aHaproxy();
    const deployment = share(20);
    // What runs is asked before; this is the answer to the deployment.
    const deployer = target.deployer();
    const observing = await deployer.observe(place);
    expect(observing).toEqual({ kind: 'running', version: '1.4.2', idle: null });
    target.sides.green.behave({ takes: 100 });
    const first = await deployer.deploy(deployment);
    target.sides.green.meet({ kind: 'lose_answer' });
    await expect(deployer.find(deployment)).rejects.toMatchObject({ code: 'DEPLOYER_UNAVAILABLE' });
    expect(await untilSettled(() => target.deployer(), deployment, first)).toEqual({ kind: 'success' });
    expect(target.effects(deployment.key)).toBe(1);
  });
});

describe('a HAProxy', () => {
  it('that was started anew has forgotten the shares: what runs is told as it is, with what to do', async () => {
    const target = await aHaproxy();
    await carryOut(target.deployer(), share(20));
    await target.processes[0]?.restart();
    expect(await target.deployer().observe(place)).toEqual({
      kind: 'running',
      version: '1.4.2',
      shares: [
        { version: '1.4.2', percent: 67 },
        { version: '1.5.0', percent: 33 },
      ],
      note: 'green was given 20 % of the traffic and has 33 %: HAProxy was loaded anew without its server state, or somebody changed it. Go on with the release or roll it back: either sets the shares again.',
    });
    await carryOut(target.deployer(), share(50));
    expect(await target.states()).toEqual(['blue-1 ready 1', 'blue-2 ready 1', 'green-1 ready 2']);
  });

  it('that gives no admin level is named by the doctor, and refuses a deployment in words', async () => {
    const target = await aHaproxy();
    const changed = { addresses: target.processes.map(({ lookOnly }) => lookOnly) };
    expect(await target.deployer({}, changed).check()).toEqual({
      ok: false,
      why: `The runtime API of HAProxy at ${changed.addresses[0]} gives the level "user", and "admin" is needed. Add \`level admin\` to its stats socket.`,
    });
    await expect(target.deployer({}, changed).deploy(share(20))).rejects.toMatchObject({
      code: 'DEPLOYER_FAILED',
      fault: 'user',
      message: expect.stringMatching(/Permission denied.*Give its stats socket `level admin`/i),
    });
  });

  it.each([
    ['has no such backend', { backend: 'web' }, "Can't find backend."],
    ['has no such server', { green: { servers: ['green-2'] } }, 'there is no server green-2 in api-production.'],
    [
      'has a server that is on neither side',
      { blue: { servers: ['blue-1'] } },
      'the server blue-2 of api-production takes requests',
    ],
  ])('that %s refuses the deployment before a side is touched', async (_what, changed, why) => {
    const target = await aHaproxy();
    const { blue, green } = target.sides;
    const servers = { blue: ['blue-1', 'blue-2'], green: ['green-1'] };
    const named = {
      blue: {
        servers: servers.blue,
        deployer: { kind: 'http', url: blue.url },
        ...('blue' in changed ? changed.blue : {}),
      },
      green: {
        servers: servers.green,
        deployer: { kind: 'http', url: green.url },
        ...('green' in changed ? changed.green : {}),
      },
    };
    const deployer = target.deployer({}, 'backend' in changed ? changed : named);
    await expect(deployer.deploy(share(20))).rejects.toMatchObject({
      code: 'DEPLOYER_FAILED',
      message: expect.stringContaining(why),
    });
    expect([blue.effects, green.effects]).toEqual([[], []]);
  });
});
