import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAskCommand } from '#adapters/command-runner/ask-command.ts';
import { createDeployers } from '#adapters/deployers.ts';
import { HaproxyConfig } from '#domain/project/deployer-config.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createCommandRuns } from '#test/support/command-runs.ts';
import { freePort } from '#test/support/free-port.ts';
import { startHaproxy } from '#test/support/haproxy/haproxy.ts';
import { type SteadyTraffic, startTraffic } from '#test/support/haproxy/steady-traffic.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

const program = fileURLToPath(new URL('../../support/haproxy/side-program.mjs', import.meta.url));
const place = { service: 'api', environment: 'production' };
const rollback = { version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' } as const;

/** A real HAProxy before real processes: two of blue, one of green, deployed to by commands. 1.4.2 runs on blue and has the traffic. */
async function aShop(changed: object = {}) {
  const runs = await createCommandRuns();
  const ports = { 'blue-1': await freePort(), 'blue-2': await freePort(), 'green-1': await freePort() };
  const servers = Object.entries(ports).map(([name, port]) => ({ name, port }));
  const haproxy = await startHaproxy([{ name: 'api', servers, check: 50 }]);
  const side = (name: string, ...own: readonly number[]) => {
    const verb = (...more: string[]) => [process.execPath, program, join(runs.folder, name), ...more];
    return {
      kind: 'command',
      deploy: verb('deploy', '{version}', ...own.map(String)),
      status: verb('status'),
      remove: verb('remove'),
    };
  };
  const sides = { blue: side('blue', ports['blue-1'], ports['blue-2']), green: side('green', ports['green-1']) };
  onTestFinished(async () => {
    for (const { remove } of Object.values(sides)) execFileSync(remove[0] ?? '', remove.slice(1));
    await haproxy.close();
    await runs.close();
  });
  const config = HaproxyConfig.parse({
    kind: 'haproxy',
    addresses: [haproxy.socket],
    blue: { servers: ['blue-1', 'blue-2'], deployer: sides.blue },
    green: { servers: ['green-1'], deployer: sides.green },
    ...changed,
  });
  const deployer = createDeployers({
    runner: runs.runner,
    ask: createAskCommand({ redact: (text) => text, environment: process.env }),
    folder: runs.folder,
    environment: {},
    scratch: createMemoryScratch({ now: Date.now }),
  }).of(config);
  const first = aDeployment({ version: '1.4.2', previous: null });
  expect(await carryOut(deployer, first)).toEqual({ kind: 'success' });
  /** Ends a process of blue, and waits until HAProxy finds its server down (`srv_op_state` 0). */
  const breakOne = async (): Promise<void> => {
    const { pids } = z
      .object({ pids: z.array(z.number()) })
      .parse(JSON.parse(await readFile(join(runs.folder, 'blue', 'side.json'), 'utf8')));
    const [, second] = pids;
    if (second === undefined) throw new Error('Blue has two processes.');
    process.kill(second);
    while (!/ api \d+ blue-2 \S+ 0 /.test(await haproxy.ask('show servers state api'))) await sleep(20);
  };
  return { deployer, url: haproxy.urlOf('api'), breakOne };
}

async function carryOut(deployer: Deployer, deployment: Deployment): Promise<DeploymentStatus> {
  const here = { ...deployment, startedOn: [] };
  return untilSettled(() => deployer, here, await deployer.deploy(here));
}

/** Holds the measured share of a version to what chance allows: four standard deviations of so many requests. */
async function expectShare(traffic: SteadyTraffic, version: string, percent: number): Promise<void> {
  // Those that were on their way before are answered first.
  await traffic.more(20);
  traffic.counted();
  await traffic.more(800);
  const counted = traffic.counted();
  const all = [...counted.values()].reduce((sum, count) => sum + count, 0);
  const share = percent / 100;
  const measured = (counted.get(version) ?? 0) / all;
  expect(Math.abs(measured - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / all) + 1e-9);
}

it('a canary of a healthy version has the shares it was given, and loses no request', async () => {
  const { deployer, url } = await aShop();
  const traffic = startTraffic(url, 8);
  for (const percent of [20, 50]) {
    const deployment = aDeployment({ stage: { kind: 'share', percent } });
    expect(await carryOut(deployer, deployment)).toEqual({ kind: 'success' });
    await expectShare(traffic, '1.5.0', percent);
    const seen = await deployer.observe(place);
    expect(seen.kind === 'running' && seen.shares).toContainEqual({ version: '1.5.0', percent });
  }
  expect(await carryOut(deployer, aDeployment())).toEqual({ kind: 'success' });
  await expectShare(traffic, '1.5.0', 100);
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: null });
  expect(await traffic.stop()).toBeGreaterThan(2_400);
  expect(traffic.failures).toEqual([]);
});

it('a blue-green release of a healthy version, taken back after the switch and made again, loses no request', async () => {
  const { deployer, url } = await aShop();
  const traffic = startTraffic(url, 8);
  const stages = ['idle', 'switch'] as const;
  for (const kind of stages)
    expect(await carryOut(deployer, aDeployment({ stage: { kind } }))).toEqual({ kind: 'success' });
  await expectShare(traffic, '1.5.0', 100);
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: '1.4.2' });
  expect(await carryOut(deployer, aDeployment(rollback))).toEqual({ kind: 'success' });
  await expectShare(traffic, '1.4.2', 100);
  for (const kind of [...stages, 'retire'] as const)
    expect(await carryOut(deployer, aDeployment({ stage: { kind } }))).toEqual({ kind: 'success' });
  await expectShare(traffic, '1.5.0', 100);
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: null });
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
});

it('a rollback is not kept waiting by a server of the old side that is broken', async () => {
  const { breakOne, deployer, url } = await aShop();
  for (const kind of ['idle', 'switch'] as const) await carryOut(deployer, aDeployment({ stage: { kind } }));
  await breakOne();
  const traffic = startTraffic(url, 4);
  expect(await carryOut(deployer, aDeployment(rollback))).toEqual({ kind: 'success' });
  await expectShare(traffic, '1.4.2', 100);
  expect(await deployer.observe(place)).toMatchObject({
    version: '1.4.2',
    note: "Down, by HAProxy's health checks: blue-2.",
  });
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
});

it('an idle side meets with no request of a customer', async () => {
  const { deployer, url } = await aShop();
  const traffic = startTraffic(url, 4);
  await carryOut(deployer, aDeployment({ stage: { kind: 'idle' } }));
  await traffic.more(200);
  expect([...traffic.counted().keys()]).toEqual(['1.4.2']);
  await traffic.stop();
});

it('a version that HAProxy never finds healthy gets no request, and the deployment fails with what the check said', async () => {
  const { deployer, url } = await aShop({ timeout: '5s' });
  const traffic = startTraffic(url, 4);
  const sick = aDeployment({ version: '1.5.0-sick', stage: { kind: 'share', percent: 20 } });
  expect(await carryOut(deployer, sick)).toEqual({
    kind: 'failure',
    why: expect.stringMatching(/^HAProxy at \S+ does not find green-1 up: .*L7STS/),
  });
  expect(await deployer.observe(place)).toMatchObject({ version: '1.4.2', idle: '1.5.0-sick' });
  await traffic.stop();
  expect([[...traffic.counted().keys()], traffic.failures]).toEqual([['1.4.2'], []]);
});

it('a request that takes its time is waited for before its side is taken away', async () => {
  const { deployer, url } = await aShop();
  const slow = fetch(`${url}/?takes=1500`).then((answer) => answer.text());
  expect(await carryOut(deployer, aDeployment())).toEqual({ kind: 'success' });
  expect(await slow).toBe('1.4.2');
});

it('a request that takes longer than `drain` is cut off, and the deployment says so', async () => {
  const { deployer, url } = await aShop({ drain: '200ms' });
  const slow = fetch(`${url}/?takes=15000`).then((answer) => answer.status);
  expect(await carryOut(deployer, aDeployment())).toEqual({
    kind: 'success',
    note: 'Requests that were still in the blue side when its time was up: 1.',
  });
  expect(await slow).toBe(502);
});
