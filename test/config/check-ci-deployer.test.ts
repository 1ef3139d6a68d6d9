import { describe, expect, it } from 'vitest';
import { checkCiDeployer } from '#config/check-ci-deployer.ts';

const told = { key: '{key}', tag: 'v{version}' };
const telling = { at: ['inputs'], told, remove: false, stages: [] } as const;

describe('what a CI system is told', () => {
  it('is enough with the key and the version, under any name', () => {
    expect(checkCiDeployer(telling)).toEqual([]);
  });

  it.each([
    [{ ...telling, told: { tag: '{version}' } }, 'expected one that holds {key}, by which a run is found again'],
    [
      { ...telling, isKeyAlone: true, told: { ...told, key: 'k-{key}' } },
      'expected one that is {key} and nothing else, by which a run is found again',
    ],
    [{ ...telling, remove: true }, 'expected one that holds {action}, by which a removal is told from a deployment'],
    [
      { ...telling, stages: ['idle'] as const },
      'expected one that holds {stage}, by which a part of the way is told from the whole',
    ],
    [
      { ...telling, stages: ['share'] as const, told: { ...told, stage: '{stage}' } },
      'expected one that holds {percent}, which says how far a stage goes',
    ],
  ])('lacks what the deployer is said to do: case %#', (lacking, message) => {
    expect(checkCiDeployer(lacking)).toEqual([{ path: ['inputs'], at: 'value', message }]);
  });

  it('holds an unknown placeholder, which is named where it stands', () => {
    expect(checkCiDeployer({ ...telling, told: { ...told, tag: '{version} {comit}' } })).toEqual([
      {
        path: ['inputs', 'tag'],
        at: 'value',
        message: 'There is no placeholder {comit}. Did you mean {commit}?',
      },
    ]);
  });
});
