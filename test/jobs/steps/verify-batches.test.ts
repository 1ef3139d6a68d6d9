import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import { verifyService } from '#jobs/steps/verify-service.ts';
import type { Deployer, Observation, VersionShare } from '#ports/deployer.ts';
import { aProject } from '../../support/a-release.ts';
import { planned } from '../../support/planned.ts';
import { aStep } from './a-step.ts';

type Seen = Partial<Extract<Observation, { kind: 'running' }>>;

const deployer = aProject().services.api?.deployer as Json;

/** Verifies 2 of 7 instances, or another stage, against what is seen. */
function verify(seen: Seen, stage: Json = { kind: 'instances', percent: 29, count: 2, of: 7 }) {
  const observe = async (): Promise<Observation> => ({ kind: 'running', version: '1.4.2', ...seen });
  const deployers = { of: () => planned<Deployer>('deployer', { observe }) };
  return aStep(
    verifyService,
    { project: 'shop', version: '1.5.0', deployer, health: null, stage },
    { deployers },
  ).run();
}

/** So many instances of the new version, and so many of the old one. */
const counted = (newer: number, older: number): VersionShare[] => [
  { version: '1.4.2', percent: Math.round((100 * older) / (newer + older)), instances: older },
  { version: '1.5.0', percent: Math.round((100 * newer) / (newer + older)), instances: newer },
];
const share = (percent: number): VersionShare[] => [
  { version: '1.4.2', percent: 100 - percent },
  { version: '1.5.0', percent },
];

describe('the verification of a batch of a number of instances', () => {
  it.each([
    ['as many as intended have the version', { instances: 7, shares: counted(2, 5) }],
    ['there are more instances by now, and as large a share', { instances: 10, shares: counted(3, 7) }],
    ['there are fewer instances by now, and as large a share', { instances: 3, shares: counted(1, 2) }],
    ['instances are not counted, and the share is that number, rounded', { shares: share(28) }],
    ['nothing is told of several versions', {}],
  ])('passes where %s', async (_where, seen) => {
    expect(await verify(seen)).toMatchObject({ kind: 'succeeded' });
  });

  it.each([
    [
      'too few have it',
      { instances: 7, shares: counted(1, 6) },
      'api in production has 1.5.0 on 1 of 7 instances, not on 2 as intended.',
    ],
    [
      'too many have it',
      { instances: 7, shares: counted(3, 4) },
      'api in production has 1.5.0 on 3 of 7 instances, not on 2 as intended.',
    ],
    [
      'none has it',
      { instances: 7, shares: [{ version: '1.4.2', percent: 100, instances: 7 }] },
      'api in production has 1.5.0 on 0 of 7 instances, not on 2 as intended.',
    ],
    [
      'the share is that of another number',
      { shares: share(43) },
      'api in production gives 1.5.0 43 % of the traffic, not 29 % as intended.',
    ],
  ])('fails where %s', async (_where, seen, message) => {
    expect(await verify(seen)).toEqual({ kind: 'failed', code: 'WRONG_VERSION', message });
  });

  it('holds a batch that is a share to that very share, or to as many instances as come nearest to it', async () => {
    const quarter = { kind: 'instances', percent: 25 };
    expect(await verify({ instances: 3, shares: counted(1, 2) }, quarter)).toMatchObject({ kind: 'succeeded' });
    expect(await verify({ instances: 3, shares: counted(2, 1) }, quarter)).toMatchObject({ kind: 'failed' });
    expect(await verify({ instances: 1, shares: share(25) }, quarter)).toMatchObject({ kind: 'succeeded' });
    expect(await verify({ shares: share(25) }, quarter)).toMatchObject({ kind: 'succeeded' });
    expect(await verify({ shares: share(26) }, quarter)).toMatchObject({ kind: 'failed', code: 'WRONG_VERSION' });
  });
});
