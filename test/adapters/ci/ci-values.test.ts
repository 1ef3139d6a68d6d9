import { expect, it } from 'vitest';
import { fillTold } from '#adapters/ci/ci-values.ts';
import { observationOf } from '#adapters/ci/deployed-state.ts';
import type { Deployment } from '#ports/deployer.ts';
import { aDeployment } from '#test/contract/deployer.contract.ts';

const told = { HOW: '{stage} {percent} {count}' };

it.each<readonly [Deployment['stage'], string]>([
  [undefined, 'whole  '],
  [{ kind: 'share', percent: 20 }, 'share 20 '],
  [{ kind: 'instances', percent: 25 }, 'instances 25 '],
  [{ kind: 'instances', percent: 29, count: 2, of: 7 }, 'instances 29 2'],
])('a CI system is told of the stage %j as "%s"', (stage, how) => {
  expect(fillTold(told, aDeployment(stage === undefined ? {} : { stage }))).toEqual({ HOW: how });
});

it('what runs is told with the number of instances that a batch was of', () => {
  const state = { key: 'k', service: 'api', version: '1.5.0', previous: '1.4.2' };
  expect(observationOf({ ...state, stage: { kind: 'instances', percent: 29, count: 2, of: 7 } })).toEqual({
    kind: 'running',
    version: '1.4.2',
    note: '1.5.0 on 2 of 7 instances.',
  });
});
