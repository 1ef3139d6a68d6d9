import { onTestFinished } from 'vitest';
import { createHaproxyDeployer, type HaproxyOptions } from '#adapters/haproxy/haproxy-deployer.ts';
import { createHttpDeployer } from '#adapters/http-deployer/http-deployer.ts';
import { HaproxyConfig } from '#domain/project/deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { Scratch } from '#ports/log-store.ts';
import { type DeployTarget, startDeployTarget } from '#test/support/deploy-target.ts';
import { type Haproxy, startHaproxy } from '#test/support/haproxy/haproxy.ts';
import { type RuntimeFront, startRuntimeFront } from '#test/support/haproxy/runtime-front.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

/** HAProxy processes with two sides of the service api in production and staging, of which blue has two servers and green has one. */
export type HaproxyTarget = {
  readonly processes: readonly Haproxy[];
  readonly fronts: readonly RuntimeFront[];
  readonly sides: { readonly blue: DeployTarget; readonly green: DeployTarget };
  readonly scratch: Scratch;
  deployer(options?: Partial<HaproxyOptions>, changed?: object): Deployer;
  /** Times the deployers of the sides carried this key out, each its part. */
  effects(key: string): number;
  /** What each server of production is told to be, at one process: `blue-1 ready 100`. */
  states(process?: number): Promise<readonly string[]>;
  /** Says from outside what runs on blue, with all of the traffic. */
  run(service: string, environment: string, version: string | null): Promise<void>;
  close(): Promise<void>;
};

const servers = [
  { name: 'blue-1', port: 9 },
  { name: 'blue-2', port: 9 },
  { name: 'green-1', port: 9 },
];

/** Starts so many processes; the servers are not checked, so that nothing has to listen. */
export async function startHaproxyTarget(count = 1): Promise<HaproxyTarget> {
  const backends = ['production', 'staging'].map((environment) => ({ name: `api-${environment}`, servers }));
  const processes = await Promise.all(Array.from({ length: count }, () => startHaproxy(backends)));
  const fronts = await Promise.all(processes.map(({ socket }) => startRuntimeFront(socket)));
  const sides = { blue: await startDeployTarget(), green: await startDeployTarget() };
  const scratch = createMemoryScratch({ now: Date.now });
  return {
    processes,
    fronts,
    sides,
    scratch,
    deployer: (options, changed = {}) =>
      createHaproxyDeployer(
        HaproxyConfig.parse({
          kind: 'haproxy',
          addresses: fronts.map(({ address }) => address),
          backend: '{service}-{environment}',
          blue: { servers: ['blue-1', 'blue-2'], deployer: { kind: 'http', url: sides.blue.url } },
          green: { servers: ['green-1'], deployer: { kind: 'http', url: sides.green.url } },
          ...changed,
        }),
        { scratch, sideDeployer: sideOf, ...options },
      ),
    effects: (key) =>
      Math.max(
        ...(['blue', 'green'] as const).map(
          (side) => sides[side].effects.filter((effect) => effect.key === `${key}/${side}`).length,
        ),
      ),
    async states(process = 0) {
      const rows = (await processes[process]?.ask('show servers state api-production')) ?? '';
      return rows
        .split('\n')
        .slice(2)
        .map((row) => row.split(' '))
        .map(([, , , name, , , admin, weight]) => `${name} ${adminOf(Number(admin))} ${weight}`);
    },
    async run(service, environment, version) {
      sides.blue.run(service, environment, version);
      for (const { ask } of processes) {
        await ask(`set server ${service}-${environment}/green-1 state maint`);
        await ask(`set server ${service}-${environment}/blue-1 weight 100`);
        await ask(`set server ${service}-${environment}/blue-2 weight 100`);
      }
    },
    async close() {
      await Promise.all([...processes, ...fronts, sides.blue, sides.green].map((one) => one.close()));
    },
  };
}

/** The same, ending with the test. 1.4.2 runs in production, on blue. */
export async function aHaproxy(count = 1): Promise<HaproxyTarget> {
  const target = await startHaproxyTarget(count);
  onTestFinished(() => target.close());
  await target.run('api', 'production', '1.4.2');
  return target;
}

const sideOf: HaproxyOptions['sideDeployer'] = (config) => {
  if (config.kind !== 'http') throw new Error('The sides of these tests are deployed to over HTTP.');
  return createHttpDeployer(config, { environment: {} });
};

function adminOf(bits: number): string {
  return (bits & 1) === 1 ? 'maint' : (bits & 8) === 8 ? 'drain' : 'ready';
}
