import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { stepOf } from '#domain/release/step-of.ts';
import type { LookOutcome } from '#operations/steps/look-at-step.ts';
import { outcomeEvents } from '#operations/steps/outcome-events.ts';
import { aProject, aRelease, people } from '../../support/a-release.ts';

const id = StepId.parse('production/verify/web');

/** The types of the events that a verification leaves in a release with a breaker of one failure. */
function typesOf(outcome: LookOutcome): readonly string[] {
  const release = aRelease({ project: aProject({ rollback: { breaker: { failures: 1 } } }) })
    .run()
    .approve(people.priya)
    .run('production/deploy/web')
    .add({ v: 1, type: 'step.started', step: id, attempt: 1, worker: 'worker-1' })
    .release();
  const step = stepOf(release, id);
  if (step === null) throw new Error('There is no such step.');
  return outcomeEvents(release, step, 1, outcome, release.updatedAt).map(({ type }) => type);
}

it('records a failure together with what the rules of the release add to it', () => {
  const together = ['step.failed', 'release.held', 'rollback.scheduled', 'rollback.stopped'];
  expect(typesOf({ kind: 'failed', code: 'UNHEALTHY', message: 'It answered 500.' })).toEqual(together);
});

it('adds nothing to a success, nor to a fault that is tried again', () => {
  expect(typesOf({ kind: 'succeeded', result: null })).toEqual(['step.succeeded']);
  expect(typesOf({ kind: 'transient', code: 'AWAY', message: 'Away.', retryAt: null })).toEqual(['step.retrying']);
});
