import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createArgoCdDeployer } from '#adapters/argo-cd/argo-cd-deployer.ts';
import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { startBullmqWorker } from '#adapters/bullmq/bullmq-worker.ts';
import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import { createGithubActionsDeployer } from '#adapters/github-actions/github-actions-deployer.ts';
import { createGitlabCiDeployer } from '#adapters/gitlab-ci/gitlab-ci-deployer.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisLeaseStore } from '#adapters/redis/redis-lease-store.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { createRedisScratch } from '#adapters/redis/redis-scratch.ts';
import { type Json, ReleaseId, StepId } from '#domain/ids.ts';
import { DeployerConfig } from '#domain/project/deployer-config.ts';
import { stateOf } from '#domain/release/step-of.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { ReleaseError } from '#errors.ts';
import { deploy } from '#jobs/steps/deploy.ts';
import { createAdvance } from '#operations/advance.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { noBoundary } from '#operations/steps/boundary.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import { createHeedHint } from '#operations/webhooks/heed-hint.ts';
import type { Deployers } from '#ports/deployer.ts';
import { aProject } from '#test/support/a-release.ts';
import { jobHandlers } from '#test/support/job-handlers.ts';
import { planned } from '#test/support/planned.ts';
import { realClock as clock } from '#test/support/real-clock.ts';
import { freshPrefix } from '#test/support/redis.ts';
import { noopPlan } from '../../../bench/engine/noop-plan.ts';
import { anEar } from '../../handlers/webhooks/an-ear.ts';

const release = ReleaseId.parse('rel-000000000001');
const step = StepId.parse('production/deploy/api');

export type WebhookWorld = {
  readonly post: Awaited<ReturnType<typeof anEar>>['post'];
  /** Starts a worker; what it gives stops it, at the end of the test at the latest. */
  readonly work: () => () => Promise<unknown>;
  readonly step: () => Promise<StepState>;
  /** Resolves once the deployment is as asked. Fails after half a minute. */
  readonly until: (status: StepState['status']) => Promise<StepState>;
  /** Jobs that wait for their time, or for a worker. */
  readonly waiting: () => Promise<number>;
};

/**
 * A release whose only step deploys the api to production by the deployer, on a Redis of its own names, with the ear for webhooks and a worker
 * that never sweeps. `interval` is what the deployer asks to be left alone for, in milliseconds. Ends with the test.
 */
export async function aWebhookWorld(
  redisUrl: string,
  configured: Record<string, unknown>,
  interval: number,
): Promise<WebhookWorld> {
  const namespace = freshPrefix('webhooks');
  const config = DeployerConfig.parse(configured);
  const project = aProject({
    services: { api: { deployer: configured, health: { url: 'http://127.0.0.1:4100/health' } } },
  });
  const configuration = { projects: () => ({ shop: project }) } as never;
  const [app, worker] = [connectRedis(redisUrl, 'app'), connectRedis(redisUrl, 'worker')];
  await Promise.all([app.whenReady(5_000), worker.whenReady(5_000)]);
  const store = createRedisLogStore(worker, namespace);
  const leases = createRedisLeaseStore(worker, namespace);
  const scratch = createRedisScratch(worker, namespace);
  const releases = createReleaseLog({ store, clock });
  const projects = createProjectLog({ store, clock });
  const queue = createBullmqQueue(worker, namespace);
  const appQueue = createBullmqQueue(app, namespace);
  const deployers: Deployers = { of: () => deployerOf(config, { scratch, environment: tokens, interval }) };
  const advance = createAdvance({ releases, projects, leases, queue, clock });
  const outside = planned<Record<string, never>>('outside', {}) as never;
  const world = {
    ...{ git: outside, forges: outside, health: outside, monitors: outside, runner: outside, buildFiles: outside },
    ...{ deployers, clock, projects, releases },
  };
  const engine = { leases, queue, advance, steps: new Map([['deploy', deploy]]), boundary: noBoundary };
  const runStep = createRunStep({ world, ...engine, worker: 'machine/1', leaseTtl: 3_000, reportBug: raise });
  const heedHint = createHeedHint({
    ...{ configuration, git: outside, deployers, releases, projects, advance, queue, scratch, clock },
    report: raise,
  });
  const ear = await anEar({ queue: appQueue, configuration, scratch: createRedisScratch(app, namespace) });

  const ends: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const end of ends) await end();
    await Promise.all([queue.close(), appQueue.close()]);
    await Promise.all([app.close(), worker.close()]);
  });

  await propose({ releases, projects }, config);
  const state = async (): Promise<StepState> => stateOf(await releases.get(release), step);
  return {
    post: ear.post,
    step: state,
    work() {
      const started = startBullmqWorker({
        connect: () => connectRedis(redisUrl, 'worker'),
        namespace,
        sweepEveryMillis: 3_600_000,
        handlers: jobHandlers({
          advance: (job) => advance(job.release),
          'run-step': (job) => runStep(job),
          'webhook-hint': (job) => heedHint(job.hint),
          render: async () => undefined,
        }),
        onFailure: ({ error }) => raise(error),
        onError: () => undefined,
      });
      const stop = () => started.close({ timeoutMillis: 10_000 });
      ends.push(stop);
      void queue.enqueue({ name: 'advance', release }, { id: 'begin' });
      return stop;
    },
    async until(status) {
      for (const end = Date.now() + 30_000; Date.now() < end; await sleep(20)) {
        const current = await state();
        if (current.status === status) return current;
      }
      throw new Error(`The deployment is not ${status} but ${JSON.stringify(await state())}.`);
    },
    async waiting() {
      const lanes = Object.values(await queue.counts());
      return lanes.reduce((sum, { delayed = 0, waiting = 0, active = 0 }) => sum + delayed + waiting + active, 0);
    },
  };
}

const tokens = { GITHUB_TOKEN: 'good', GITLAB_TOKEN: 'good', ARGOCD_AUTH_TOKEN: 'good' };

function deployerOf(config: DeployerConfig, options: CiDeployerOptions) {
  if (config.kind === 'github-actions') return createGithubActionsDeployer(config, options);
  if (config.kind === 'gitlab-ci') return createGitlabCiDeployer(config, options);
  if (config.kind === 'argo-cd') return createArgoCdDeployer(config, options);
  throw new Error(`${config.kind} sends no webhooks.`);
}

async function propose(
  { projects, releases }: Pick<Parameters<typeof createHeedHint>[0], 'projects' | 'releases'>,
  deployer: DeployerConfig,
): Promise<void> {
  const { plan, digest } = noopPlan(1);
  const params = { project: 'shop', version: '1.5.0', previous: '1.4.2', intent: 'deploy', deployer: deployer as Json };
  const more = {
    id: step,
    kind: 'deploy',
    environment: 'production',
    service: 'api',
    effect: 'target',
    params,
  } as const;
  const steps = plan.steps.map((one) => ({ ...one, ...more }));
  await projects.change('shop', () => [{ v: 1, type: 'release.opened', release, version: '1.5.0', intent: 'release' }]);
  const requestedBy = { kind: 'slack', user: 'U0MIRA' } as const;
  const asked = { release, requestedBy, channel: 'C0RELEASES', reason: null, digest };
  await releases.record(release, null, [
    { v: 1, type: 'release.proposed', ...asked, plan: { ...plan, project: 'shop', steps } },
  ]);
}

function raise(error: unknown): never {
  throw error instanceof ReleaseError ? error : new Error('A part of the engine failed.', { cause: error });
}
