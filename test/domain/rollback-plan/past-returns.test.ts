import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { pastReturns } from '#domain/rollback-plan/past-returns.ts';
import { returnFromStage, returnFromWhole } from '#domain/rollback-plan/service-return.ts';
import { aRelease, people } from '../../support/a-release.ts';

/** A release whose api was taken back in production within so many seconds. */
function takenBack(seconds: number, verified: Partial<Extract<StepState, { status: 'succeeded' }>> = {}): Release {
  const done = { status: 'succeeded', attempt: 1, result: null, acceptedBy: null } as const;
  return {
    ...aRelease().release(),
    steps: new Map<StepId, StepState>([
      [StepId.parse('rollback/production/deploy/api'), { ...done, startedAt: 1_000, finishedAt: 2_000 }],
      [
        StepId.parse('rollback/production/verify/api'),
        { ...done, startedAt: 2_000, finishedAt: 1_000 + seconds * 1_000, ...verified },
      ],
    ]),
  };
}

describe('pastReturns', () => {
  it.each([
    ['nothing', [], null],
    ['one', [41], { median: 41_000, of: 1 }],
    ['two, between them', [10, 20], { median: 15_000, of: 2 }],
    ['three, the middle one', [90, 10, 12], { median: 12_000, of: 3 }],
  ])('is the median of %s', (_what, seconds, expected) => {
    expect(
      pastReturns(
        seconds.map((each) => takenBack(each)),
        'production',
        'api',
      ),
    ).toEqual(expected);
  });

  it('counts neither another place, nor another service, nor what a person accepted', () => {
    expect(pastReturns([takenBack(10)], 'staging', 'api')).toBeNull();
    expect(pastReturns([takenBack(10)], 'production', 'web')).toBeNull();
    expect(pastReturns([takenBack(10, { acceptedBy: people.aiko })], 'production', 'api')).toBeNull();
  });
});

describe('the return of a service', () => {
  it.each([
    ['to a side that still has the version', { to: '1.4.2', idle: '1.4.2', stages: ['idle'] }, 'switch', false],
    ['where the side has another', { to: '1.4.2', idle: '1.4.1', stages: ['idle'] }, 'deploy', false],
    ['on a platform that only restarts', { to: '1.4.2', idle: null, stages: [] }, 'deploy', true],
    ['to nothing at all', { to: null, idle: null, stages: [] }, 'deploy', false],
  ] as const)('%s', (_what, ground, kind, isAway) => {
    expect(returnFromWhole(ground)).toEqual({ how: { kind }, isAway });
  });

  it.each([
    [null, 'none', false],
    [{ kind: 'share', percent: 20 }, 'shift', false],
    [{ kind: 'instances', percent: 50 }, 'shift', false],
    [{ kind: 'idle' }, 'shift', false],
    [{ kind: 'switch' }, 'switch', false],
    [{ kind: 'retire' }, 'deploy', true],
    [{ kind: 'whole' }, 'deploy', true],
  ] as const)('from the stage %o', (stage, kind, isAway) => {
    expect(returnFromStage(stage, { to: '1.4.2', stages: [] })).toMatchObject({ how: { kind }, isAway });
  });
});
