import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { LookOutcome } from '#operations/steps/look-at-step.ts';
import { outcomeEvents } from '#operations/steps/outcome-events.ts';
import { aRelease } from '../../support/a-release.ts';

const build = StepId.parse('prepare/build');
const of = { v: 1, step: build, attempt: 1 } as const;
const release = aRelease()
  .run('prepare/build')
  .add({ ...of, type: 'step.started', worker: 'a/1' })
  .release();
const step = release.plan.steps.find(({ id }) => id === build);
const table = {
  baseline: { version: null, kind: 'before' as const },
  verdict: 'pass' as const,
  score: 100,
  rows: [],
  problems: [],
};
const learnt: ReleaseEvent = { ...of, type: 'step.measured', table };

it.each<readonly [string, LookOutcome]>([
  ['step.succeeded', { kind: 'succeeded', result: null, events: [learnt] }],
  ['step.failed', { kind: 'failed', code: 'NO', message: 'No.', events: [learnt] }],
  ['step.unknown', { kind: 'unknown', why: 'Lost.', events: [learnt] }],
  ['step.pending', { kind: 'pending', handle: null, lookAgainIn: 1, events: [learnt] }],
])('records what was learnt on the way in front of %s', (type, outcome) => {
  if (step === undefined) throw new Error('There is no build.');
  expect(outcomeEvents(release, step, 1, outcome, 0).map((event) => event.type)).toEqual(['step.measured', type]);
});
