import { expect, it } from 'vitest';
import { type Change, changesOf, type SideStates } from '#adapters/haproxy/changes.ts';
import type { Stage } from '#domain/plan/stage.ts';
import { aDeployment } from '#test/contract/deployer.contract.ts';

const blueOnly: SideStates = { blue: { version: '1.4.2', percent: 100 }, green: { version: null, percent: 0 } };
const shared: SideStates = { blue: { version: '1.4.2', percent: 80 }, green: { version: '1.5.0', percent: 20 } };
const greenLive: SideStates = { blue: { version: '1.4.2', percent: 0 }, green: { version: '1.5.0', percent: 100 } };
const leftOver: SideStates = { blue: { version: '1.4.2', percent: 90 }, green: { version: '1.4.9', percent: 10 } };
const died: SideStates = { blue: { version: '1.4.2', percent: 40 }, green: { version: null, percent: 60 } };
const nothing: SideStates = { blue: { version: null, percent: 0 }, green: { version: null, percent: 0 } };
const rollback = { version: '1.4.2', previous: '1.5.0', intent: 'rollback' } as const;

function words(change: Change): string {
  if (change.kind === 'run') return `run ${change.side} ${change.version}`;
  return change.kind === 'shift' ? `shift ${change.side} ${change.percent}` : `${change.kind} ${change.side}`;
}

it.each<[string, SideStates, Stage['kind'] | number, string]>([
  ['a share', blueOnly, 20, 'clear green, run green 1.5.0, wake green, shift green 20'],
  ['a greater share', shared, 50, 'wake green, shift green 50'],
  ['the whole after a share', shared, 'whole', 'wake green, shift green 100, clear blue, stop blue'],
  ['an idle side', blueOnly, 'idle', 'clear green, run green 1.5.0, wake green'],
  ['a switch', { ...greenLive, blue: { version: '1.4.2', percent: 100 } }, 'switch', 'wake green, shift green 100'],
  ['the end of the old side', greenLive, 'retire', 'clear blue, stop blue'],
  [
    'the whole at once',
    blueOnly,
    'whole',
    'clear green, run green 1.5.0, wake green, shift green 100, clear blue, stop blue',
  ],
  ['a first deployment', nothing, 'whole', 'clear blue, run blue 1.5.0, wake blue, shift blue 100, clear green'],
  [
    'a share beside a side that died with most of the traffic',
    died,
    20,
    'clear green, run green 1.5.0, wake green, shift green 20',
  ],
  ['a share beside what another left', leftOver, 20, 'clear green, run green 1.5.0, wake green, shift green 20'],
])('makes %s of these changes', (_what, found, stage, expected) => {
  const wanted: Stage = typeof stage === 'number' ? { kind: 'share', percent: stage } : stageOf(stage);
  expect(
    changesOf(aDeployment({ stage: wanted }), found)
      .map(words)
      .join(', '),
  ).toBe(expected);
});

it.each<[string, SideStates, string]>([
  ['of a share', shared, 'wake blue, shift blue 100, clear green, stop green'],
  ['of a switch', greenLive, 'wake blue, shift blue 100, clear green, stop green'],
  [
    'after the old side was retired',
    { ...greenLive, blue: { version: null, percent: 0 } },
    'clear blue, run blue 1.4.2, wake blue, shift blue 100, clear green, stop green',
  ],
])('makes a rollback %s of these changes', (_what, found, expected) => {
  expect(changesOf(aDeployment(rollback), found).map(words).join(', ')).toBe(expected);
});

it.each<[string, string | undefined, string]>([
  ['another artifact of the version', 'sha256:b', 'clear blue, run blue 1.5.0, wake blue, shift blue 20'],
  ['the artifact that is wanted', 'sha256:a', 'wake green, shift green 20'],
  ['an artifact nobody tells', undefined, 'wake green, shift green 20'],
])('deploys again, or not, where a side has %s', (_what, artifact, expected) => {
  const green = { version: '1.5.0', percent: 60, ...(artifact === undefined ? {} : { artifact }) };
  const found: SideStates = { blue: { version: '1.4.2', percent: 40 }, green };
  const deployment = aDeployment({ artifact: 'sha256:a', stage: { kind: 'share', percent: 20 } });
  expect(changesOf(deployment, found).map(words).join(', ')).toBe(expected);
});

it('takes both sides away, and deploys to none that is empty', () => {
  const removal = aDeployment({ version: null });
  expect(changesOf(removal, shared).map(words)).toEqual(['clear blue', 'stop blue', 'clear green', 'stop green']);
  expect(changesOf(removal, blueOnly).map(words)).toEqual(['clear blue', 'stop blue', 'clear green']);
});

it.each<[string, SideStates, Stage, string]>([
  ['a share beside nothing', nothing, { kind: 'share', percent: 20 }, 'Nothing runs on the green side'],
  ['retiring the side that has traffic', shared, { kind: 'retire' }, '1.5.0 does not have all of the traffic'],
  ['a part of the instances', blueOnly, { kind: 'instances', percent: 20 }, 'Choose another strategy'],
])('refuses %s', (_what, found, stage, why) => {
  expect(() => changesOf(aDeployment({ stage }), found)).toThrow(why);
});

function stageOf(kind: Stage['kind']): Stage {
  return kind === 'share' || kind === 'instances' ? { kind, percent: 1 } : { kind };
}
