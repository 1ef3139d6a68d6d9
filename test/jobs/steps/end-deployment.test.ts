import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import { deploy } from '#jobs/steps/deploy.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { StepContext, StepOutcome } from '#operations/steps/step-definition.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aProject, aRelease } from '../../support/a-release.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const config = aProject().services.api?.deployer as Json;
const params = { project: 'shop', version: '1.5.0', previous: '1.4.2', intent: 'deploy', deployer: config };
const releases = planned<ReleaseLog>('releases', { get: async () => aRelease().run().release() });
const goesOn: DeploymentStatus = { kind: 'in_progress', handle: 'd-1', note: 'Run 1 is running.', lookAgainIn: 5_000 };
const away = new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', 'It is away.', { retryAt: noon + 7_000 });
const forbidden = new ReleaseError('DEPLOYER_FAILED', 'fatal', 'The token may not cancel.');

/** The time of the project's deployer and a minute more. */
const time = 960_000;
const late = { startedAt: noon - time - 1 };
const takenBack = { isTakenBack: true };

type Answers = {
  readonly poll?: DeploymentStatus | ReleaseError;
  /** Absent where the deployer cannot cancel. */
  readonly cancel?: 'asked' | 'replaced' | ReleaseError;
};

/** A look at a deployment, and the handles it was asked to end by. */
function aLook({ cancel, poll = goesOn }: Answers, more: Partial<StepContext>) {
  const cancelled: Json[] = [];
  const never = () => Promise.reject(new Error('Unplanned.'));
  const deployer: Deployer = {
    capabilities: never,
    deploy: never,
    find: never,
    observe: never,
    check: never,
    poll: async (_deployment, handle) => {
      if (poll instanceof ReleaseError) throw poll;
      expect(handle).toBe('d-1');
      return poll;
    },
    ...(cancel === undefined
      ? {}
      : {
          cancel: async (_deployment, handle) => {
            cancelled.push(handle);
            if (cancel instanceof ReleaseError) throw cancel;
            return { kind: cancel };
          },
        }),
  };
  const step = aStep(deploy, params, { releases, deployers: { of: () => deployer } }, more);
  return { poll: (handle: Json): Promise<StepOutcome> => step.poll(handle), cancelled };
}

const asked = (since: number): Json => ({ endingSince: since, of: 'd-1' });

describe('a deployment whose release is taken back', () => {
  it('is asked to end, once, and looked at more often', async () => {
    const first = aLook({ cancel: 'asked' }, takenBack);
    expect(await first.poll('d-1')).toEqual({
      kind: 'pending',
      handle: asked(noon),
      lookAgainIn: 2_000,
      note: 'It was asked to end. Run 1 is running.',
    });
    expect(first.cancelled).toEqual(['d-1']);
    const second = aLook({ cancel: 'asked' }, takenBack);
    expect(await second.poll(asked(noon - 59_000))).toMatchObject({ kind: 'pending', handle: asked(noon - 59_000) });
    expect(second.cancelled).toEqual([]);
  });

  it('is asked again when a minute changed nothing', async () => {
    const look = aLook({ cancel: 'asked' }, takenBack);
    expect(await look.poll(asked(noon - 60_000))).toMatchObject({ handle: asked(noon) });
    expect(look.cancelled).toEqual(['d-1']);
  });

  it.each<readonly [string, DeploymentStatus, Partial<StepOutcome>]>([
    ['ended', { kind: 'failure', why: 'Run 1 was cancelled.' }, { kind: 'failed' }],
    ['was quicker', { kind: 'success' }, { kind: 'succeeded' }],
    ['cannot be found any more', { kind: 'unknown', why: 'gone' }, { kind: 'unknown' }],
  ])('tells that it %s', async (_what, poll, outcome) => {
    const look = aLook({ poll, cancel: 'asked' }, takenBack);
    expect(await look.poll(asked(noon))).toMatchObject(outcome);
    expect(look.cancelled).toEqual([]);
  });

  it('is over for the step when the next one takes its place', async () => {
    expect(await aLook({ cancel: 'replaced' }, takenBack).poll('d-1')).toMatchObject({
      kind: 'failed',
      message: 'It was still going on; the next deployment takes its place.',
    });
  });

  it('is waited for where it cannot be ended, and the reason is told', async () => {
    expect(await aLook({}, takenBack).poll('d-1')).toMatchObject({ kind: 'pending', handle: 'd-1' });
    expect(await aLook({ cancel: forbidden }, takenBack).poll('d-1')).toMatchObject({
      kind: 'pending',
      handle: asked(noon),
      note: 'It cannot be ended and is waited for. The token may not cancel. Run 1 is running.',
    });
  });

  it.each<readonly [string, Answers]>([
    ['asked after', { poll: away, cancel: 'asked' }],
    ['asked to end', { cancel: away }],
  ])('goes on for all that is known while it cannot be %s', async (_what, answers) => {
    expect(await aLook(answers, takenBack).poll('d-1')).toEqual({ kind: 'pending', handle: 'd-1', lookAgainIn: 7_000 });
  });
});

describe('a deployment that takes too long', () => {
  it('is looked at until the deployer has had its time and a minute more', async () => {
    expect(await aLook({}, { startedAt: noon - time }).poll('d-1')).toMatchObject({ kind: 'pending', handle: 'd-1' });
    expect(await aLook({}, late).poll('d-1')).toMatchObject({ kind: 'failed', code: 'DEPLOYMENT_TIMED_OUT' });
  });

  it('is asked to end before it fails, and has two minutes for that', async () => {
    expect(await aLook({ cancel: 'asked' }, late).poll('d-1')).toMatchObject({ kind: 'pending', handle: asked(noon) });
    const outlasting = { startedAt: noon - time - 120_001 };
    expect(await aLook({ cancel: 'asked' }, outlasting).poll(asked(noon - 50_000))).toMatchObject({
      kind: 'failed',
      code: 'DEPLOYMENT_TIMED_OUT',
    });
  });

  it('fails for its time when it was ended, and succeeds when it was quicker', async () => {
    const ended: DeploymentStatus = { kind: 'failure', why: 'Run 1 was cancelled.' };
    expect(await aLook({ poll: ended, cancel: 'asked' }, late).poll(asked(noon))).toEqual({
      kind: 'failed',
      code: 'DEPLOYMENT_TIMED_OUT',
      message: 'It was not done after 900 s. Run 1 was cancelled.',
    });
    expect(await aLook({ poll: { kind: 'success' }, cancel: 'asked' }, late).poll(asked(noon))).toMatchObject({
      kind: 'succeeded',
    });
  });
});
