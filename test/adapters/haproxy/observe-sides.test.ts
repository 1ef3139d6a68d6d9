import { expect, it } from 'vitest';
import type { SideStates } from '#adapters/haproxy/changes.ts';
import type { LatestDeployment } from '#adapters/haproxy/latest-deployment.ts';
import { observationOf } from '#adapters/haproxy/observe-sides.ts';
import type { Observation } from '#ports/deployer.ts';

const digest = { blue: 'sha256:b', green: 'sha256:g' };
const one = (version: string | null, percent: number, artifact?: string) =>
  artifact === undefined ? { version, percent } : { version, percent, artifact };

it.each<[string, SideStates, Observation]>([
  ['nothing', { blue: one(null, 0), green: one(null, 0) }, { kind: 'running', version: null }],
  [
    'one side and an idle one, with their artifacts',
    { blue: one('1.4.2', 100, digest.blue), green: one('1.5.0', 0, digest.green) },
    { kind: 'running', version: '1.4.2', artifact: digest.blue, idle: '1.5.0', idleArtifact: digest.green },
  ],
  [
    'two shares, the greater one first',
    { blue: one('1.4.2', 30), green: one('1.5.0', 70, digest.green) },
    {
      kind: 'running',
      version: '1.5.0',
      artifact: digest.green,
      shares: [
        { version: '1.5.0', percent: 70, artifact: digest.green },
        { version: '1.4.2', percent: 30 },
      ],
    },
  ],
  [
    'the same version on both sides',
    { blue: one('1.5.0', 50), green: one('1.5.0', 50) },
    { kind: 'running', version: '1.5.0', idle: null },
  ],
  [
    'traffic to a side where nothing runs',
    { blue: one('1.4.2', 50), green: one(null, 50) },
    { kind: 'running', version: '1.4.2', note: 'HAProxy sends requests to green, where nothing runs.' },
  ],
])('tells %s', (_what, states, expected) => {
  expect(observationOf({ states, cannotTell: null, notes: [] }, null)).toEqual(expected);
});

it('takes the side that is on its way up for the lesser one of two equal ones', () => {
  const states = { blue: one('1.4.2', 50), green: one('1.5.0', 50) };
  const versionWith = (side: 'blue' | 'green') => {
    const seen = observationOf({ states, cannotTell: null, notes: [] }, shifted(side));
    return seen.kind === 'running' ? seen.version : null;
  };
  expect([versionWith('green'), versionWith('blue')]).toEqual(['1.4.2', '1.5.0']);
});

it('cannot tell what a side itself does not know', () => {
  const states = { blue: one(null, 100), green: one(null, 0) };
  const why = 'The status command did not answer within 30 s.';
  expect(observationOf({ states, cannotTell: why, notes: [] }, null)).toEqual({ kind: 'cannot_tell', why });
});

function shifted(side: 'blue' | 'green'): LatestDeployment {
  const times = { begunAt: 0, at: 1, since: 0 };
  const rest = { isSent: false, failed: null, notes: [], before: [] };
  return { key: 'k', version: '1.5.0', changes: [{ kind: 'shift', side, percent: 50 }], ...times, ...rest };
}
