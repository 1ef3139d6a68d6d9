import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createDeployers } from '#adapters/deployers.ts';
import { StepId } from '#domain/ids.ts';
import { decide } from '#domain/release/decide.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { deploy } from '#jobs/steps/deploy.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { noBoundary } from '#operations/steps/boundary.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import type { StepPorts } from '#operations/steps/step-definition.ts';
import { ActionsServer } from '../../adapters/github-actions/actions-server.ts';
import { aProject, aRelease, people } from '../../support/a-release.ts';
import { createMemoryLeaseStore } from '../../support/memory-lease-store.ts';
import { createMemoryLogStore } from '../../support/memory-log-store.ts';
import { createMemoryScratch } from '../../support/memory-scratch.ts';
import { planned } from '../../support/planned.ts';

const forward = StepId.parse('production/deploy/api');
const back = StepId.parse(`rollback/${forward}`);
const dispatch = 'POST /repos/shop/shop/actions/workflows/deploy.yml/dispatches';
const never = () => Promise.reject(new Error('Nothing is run here.'));

/** Shop 1.5.0 where the api goes to production by a GitHub workflow that takes a minute, on the engine and its log. */
async function deploying(server: ActionsServer) {
  server.takes = 60_000;
  const deployer = { kind: 'github-actions', repository: 'shop/shop', workflow: 'deploy.yml', apiUrl: server.url };
  const story = aRelease({ project: aProject({ services: { api: { deployer } } }) })
    .run()
    .approve(people.sam)
    .run(forward);
  const { id } = story.release();
  const clock = { at: story.picture().now, now: () => clock.at, sleep: async () => undefined };
  const leases = createMemoryLeaseStore(() => clock.at);
  const store = createMemoryLogStore(leases);
  const releases = createReleaseLog({ store, clock });
  for (const { at, body } of story.events()) {
    const log = `release/${id}`;
    await store.append({ log, expectedSeq: (await store.read(log)).length, at, bodies: [body as never] });
  }
  const scratch = createMemoryScratch({ now: Date.now });
  const runner = { machine: 'here', start: never, status: never, stop: never };
  const environment = { GITHUB_TOKEN: 'good' };
  const deployers = createDeployers({ runner, ask: never, folder: '/', environment, scratch });
  const projects = createProjectLog({ store, clock });
  const runStep = createRunStep({
    world: planned<StepPorts>('world', { clock, releases, projects, deployers }),
    advance: async () => null,
    leases,
    queue: { enqueue: async () => undefined },
    steps: new Map([['deploy', deploy]]),
    boundary: noBoundary,
    worker: 'here/1',
    leaseTtl: 60_000,
    reportBug: (error) => {
      throw error;
    },
  });
  return {
    /** Takes every step that is due, and lets time pass until the next one is. */
    async turn(): Promise<void> {
      const { poll, start, wakeAt } = decide(await releases.get(id), clock.at);
      for (const { attempt, step } of [...start, ...poll]) await runStep({ release: id, step, attempt });
      clock.at = Math.max(clock.at + 500, wakeAt ?? 0);
      await delay(10);
    },
    takeBack: async () => {
      const event = { v: 1, type: 'rollback.started', by: people.sam, reason: 'It is not well.' } as const;
      await releases.record(id, await releases.get(id), [event]);
    },
    statusOf: async (step: StepId) => stateOf(await releases.get(id), step).status,
  };
}

it('a rollback cancels the run in progress, sends the way back behind its end, and each once', async () => {
  const server = await new ActionsServer().start();
  const engine = await deploying(server);
  while ((await engine.statusOf(forward)) !== 'pending') await engine.turn();
  await engine.takeBack();
  while ((await engine.statusOf(back)) === 'waiting') await engine.turn();
  expect(await engine.statusOf(forward)).toBe('failed');
  const [second, first] = server.runs;
  expect(first).toMatchObject({ isCancelled: true, inputs: { version: '1.5.0' } });
  expect(second).toMatchObject({ isCancelled: false, inputs: { version: '1.4.2' } });
  const order = server.calls.filter((call) => call === dispatch || call.endsWith('/cancel'));
  expect(order).toEqual([dispatch, `POST /repos/shop/shop/actions/runs/${first?.id}/cancel`, dispatch]);
  expect((second?.endsAt ?? 0) - server.takes).toBeGreaterThanOrEqual(first?.endsAt ?? Number.POSITIVE_INFINITY);
});

it('a rollback waits for the run in progress while GitHub is away, and does not overtake it', async () => {
  const server = await new ActionsServer().start();
  const engine = await deploying(server);
  while ((await engine.statusOf(forward)) !== 'pending') await engine.turn();
  const away = { call: 'GET', answer: { status: 502, body: '<h1>Bad gateway</h1>' } };
  server.faults = Array.from({ length: 12 }, () => away);
  await engine.turn();
  await engine.takeBack();
  while (server.faults.length > 0) {
    await engine.turn();
    expect([server.count(dispatch), await engine.statusOf(back)]).toEqual([1, 'waiting']);
  }
  while ((await engine.statusOf(back)) === 'waiting') await engine.turn();
  expect([server.count(dispatch), await engine.statusOf(forward)]).toEqual([2, 'failed']);
});
