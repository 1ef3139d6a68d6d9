import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import { deploy } from '#jobs/steps/deploy.ts';
import { verifyService } from '#jobs/steps/verify-service.ts';
import { watchService } from '#jobs/steps/watch-service.ts';
import { createProjectLog } from '#operations/project-log.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { StepContext } from '#operations/steps/step-definition.ts';
import type { Deployer, Deployment, DeploymentStatus, Observation } from '#ports/deployer.ts';
import type { HealthAnswer } from '#ports/health.ts';
import { aProject, aRelease } from '../../support/a-release.ts';
import { createMemoryLogStore } from '../../support/memory-log-store.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const config = aProject().services.api?.deployer as Json;
const health = { url: 'http://health.example', status: 200, count: 3, interval: 5_000, timeout: 1_000 };

const deployers = (calls: Partial<Deployer>) => ({ of: () => planned<Deployer>('deployer', calls) });

/** Answers in turn; the last one again and again. */
function healthOf(...answers: readonly boolean[]) {
  let asked = 0;
  const check = async (): Promise<HealthAnswer> => {
    const ok = answers[Math.min(asked, answers.length - 1)] === true;
    asked += 1;
    return ok ? { ok, took: 5 } : { ok, why: 'It answered 500.' };
  };
  return { check };
}

describe('deploy', () => {
  const params = { project: 'shop', version: '1.5.0', previous: '1.4.2', intent: 'deploy', deployer: config };
  const releases = planned<ReleaseLog>('releases', { get: async () => aRelease().run().release() });

  function aDeploy(status: DeploymentStatus | { readonly kind: 'not_seen' }, more: Partial<StepContext> = {}) {
    const sent: Deployment[] = [];
    const answer = async (deployment: Deployment) => {
      sent.push(deployment);
      return status as never;
    };
    const step = aStep(
      deploy,
      params,
      { releases, deployers: deployers({ deploy: answer, find: answer, poll: answer }) },
      more,
    );
    return { ...step, sent };
  }

  it('sends one wish under the key of its attempt', async () => {
    const { run, sent } = aDeploy({ kind: 'success' });
    expect(await run()).toEqual({ kind: 'succeeded', result: { note: null } });
    expect(sent).toMatchObject([
      {
        key: 'rel-000000000001/production/step/api/1',
        service: 'api',
        environment: 'production',
        version: '1.5.0',
        previous: '1.4.2',
        intent: 'deploy',
        startedOn: ['machine'],
      },
    ]);
  });

  it.each([
    [undefined, 500],
    [5_000, 5_000],
  ])('looks again when the platform wants to be asked: %s', async (lookAgainIn, expected) => {
    const { run } = aDeploy({
      kind: 'in_progress',
      handle: 'd-1',
      ...(lookAgainIn === undefined ? {} : { lookAgainIn }),
    });
    expect(await run()).toMatchObject({ kind: 'pending', lookAgainIn: expected });
  });

  it.each<readonly [string, DeploymentStatus | { kind: 'not_seen' }, unknown]>([
    ['never arrived', { kind: 'not_seen' }, { kind: 'not-done' }],
    ['arrived and is done', { kind: 'success', note: 'd-1' }, { kind: 'succeeded', result: { note: 'd-1' } }],
    [
      'arrived and goes on',
      { kind: 'in_progress', handle: 'd-1' },
      { kind: 'pending', handle: 'd-1', lookAgainIn: 500 },
    ],
    [
      'arrived and failed',
      { kind: 'failure', why: 'no image' },
      { kind: 'failed', code: 'DEPLOYMENT_FAILED', message: 'no image' },
    ],
    ['cannot be asked after', { kind: 'unknown', why: 'no trace' }, { kind: 'unknown', why: 'no trace' }],
  ])('tells after a death that it %s', async (_what, status, outcome) => {
    expect(await aDeploy(status).probe()).toEqual(outcome);
  });
});

describe('verify-service', () => {
  const params = { project: 'shop', version: '1.5.0', deployer: config, health, healthFailures: 2 };
  const running = (version: string | null): Observation => ({ kind: 'running', version });

  function aVerify(answers: readonly boolean[], seen: Observation, more: Record<string, Json> = {}) {
    const clock = { now: () => noon, sleep: async () => undefined };
    const projects = createProjectLog({ store: createMemoryLogStore(), clock });
    const ports = { projects, health: healthOf(...answers), deployers: deployers({ observe: async () => seen }) };
    const step = aStep(verifyService, { ...params, ...more }, ports);
    const runs = async () => (await projects.get('shop')).runs.get('production/api')?.map((run) => run.version) ?? [];
    return { ...step, runs };
  }

  it('asks until enough answers in a row were good, then compares and remembers the version', async () => {
    const step = aVerify([true], running('1.5.0'));
    expect(await step.run()).toMatchObject({
      kind: 'pending',
      handle: { good: 1 },
      lookAgainIn: 5_000,
      note: '1 of 3 health checks passed.',
    });
    expect(await step.poll({ good: 1, bad: 0, last: null })).toMatchObject({ kind: 'pending', handle: { good: 2 } });
    expect(await step.runs()).toEqual([]);
    expect(await step.poll({ good: 2, bad: 0, last: null })).toMatchObject({
      kind: 'succeeded',
      result: { observed: '1.5.0', told: true },
      events: [{ type: 'service.observed', intended: '1.5.0', observed: '1.5.0' }],
    });
    expect(await step.runs()).toEqual(['1.5.0']);
  });

  it('remembers a version once, however often it is verified', async () => {
    const step = aVerify([true], running('1.5.0'));
    await step.poll({ good: 2, bad: 0, last: null });
    await step.poll({ good: 2, bad: 0, last: null });
    expect(await step.runs()).toEqual(['1.5.0']);
  });

  it('begins to count again after one bad answer', async () => {
    expect(await aVerify([false], running('1.5.0')).poll({ good: 2, bad: 0, last: null })).toMatchObject({
      kind: 'pending',
      handle: { good: 0, bad: 1, last: 'It answered 500.' },
    });
  });

  it('fails after too many bad answers in a row, tells what runs, and does not remember it as good', async () => {
    const step = aVerify([false], running('1.5.0'));
    expect(await step.poll({ good: 0, bad: 1, last: 'x' })).toMatchObject({
      kind: 'failed',
      code: 'UNHEALTHY',
      message: 'The health check failed 2 times in a row: It answered 500.',
      events: [{ type: 'service.observed', observed: '1.5.0' }],
    });
    expect(await step.runs()).toEqual([]);
  });

  it('fails when another version runs than was intended', async () => {
    const step = aVerify([true], running('1.4.2'));
    expect(await step.poll({ good: 2, bad: 0, last: null })).toMatchObject({
      kind: 'failed',
      code: 'WRONG_VERSION',
      message: 'api in production runs 1.4.2, not 1.5.0 as intended.',
      events: [{ observed: '1.4.2' }],
    });
    expect(await step.runs()).toEqual([]);
  });

  it('compares at once where there is no health check', async () => {
    expect(await aVerify([], running('1.5.0'), { health: null }).run()).toMatchObject({ kind: 'succeeded' });
  });

  it('says that it could not be told where the deployer cannot tell', async () => {
    const step = aVerify([], { kind: 'cannot_tell', why: 'no status command' }, { health: null });
    expect(await step.run()).toMatchObject({ kind: 'succeeded', result: { observed: '1.5.0', told: false } });
  });

  it('is content when nothing runs of what was taken away', async () => {
    const step = aVerify([], running(null), { health: null, version: null });
    expect(await step.run()).toMatchObject({ kind: 'succeeded', result: { observed: null } });
    expect(await step.runs()).toEqual([null]);
  });

  it('begins anew after a death: only its own looks count', async () => {
    expect(await aVerify([true], running('1.5.0')).probe()).toEqual({ kind: 'not-done' });
  });

  it('where it only tells of health goes on with an unwell version, and says what it would have stopped', async () => {
    const step = aVerify([false, false], running('1.5.0'), { healthMode: 'announce', healthFailures: 1 });
    expect(await step.run()).toMatchObject({
      kind: 'succeeded',
      events: [{ type: 'rule.announced', rule: 'health' }, { type: 'service.observed' }],
    });
  });

  it('where it only tells of health fails where another version runs than the one intended', async () => {
    const step = aVerify([false, false], running('1.4.2'), { healthMode: 'announce', healthFailures: 1 });
    expect(await step.run()).toMatchObject({ kind: 'failed', code: 'WRONG_VERSION' });
  });
});

describe('watch-service', () => {
  const aWatch = (...answers: readonly boolean[]) =>
    aStep(watchService, { health, healthFailures: 2 }, { health: healthOf(...answers) });

  it('never succeeds by itself', async () => {
    expect(await aWatch(true).run()).toEqual({ kind: 'pending', handle: { bad: 0 }, lookAgainIn: 5_000 });
    expect(await aWatch(true).poll({ bad: 0 })).toEqual({ kind: 'pending', handle: { bad: 0 }, lookAgainIn: 5_000 });
    expect(await aWatch(true).probe()).toEqual({ kind: 'not-done' });
  });

  it('forgets one bad answer after a good one', async () => {
    expect(await aWatch(true).poll({ bad: 1 })).toMatchObject({ handle: { bad: 0 } });
  });

  it('fails after too many bad answers in a row', async () => {
    expect(await aWatch(false).poll({ bad: 0 })).toMatchObject({ kind: 'pending', handle: { bad: 1 } });
    expect(await aWatch(false).poll({ bad: 1 })).toEqual({
      kind: 'failed',
      code: 'UNHEALTHY',
      message: 'The health check failed 2 times in a row: It answered 500.',
    });
  });

  it('only tells of them, and once, where it is to announce', async () => {
    const params = { health, healthFailures: 2, healthMode: 'announce' };
    const look = (handle: Json) => aStep(watchService, params, { health: healthOf(false) }).poll(handle);
    const told = await look({ bad: 1 });
    expect(told).toMatchObject({
      kind: 'pending',
      handle: { bad: 2, isAnnounced: true },
      events: [{ type: 'rule.announced', rule: 'health', words: expect.stringContaining('2 times in a row') }],
    });
    expect(await look({ bad: 2, isAnnounced: true })).not.toHaveProperty('events');
  });
});
