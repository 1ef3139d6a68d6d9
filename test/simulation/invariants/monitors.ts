import { stateOf } from '#domain/release/step-of.ts';
import { Violation } from '../violation.ts';
import type { Subject, World } from '../world.ts';

/**
 * 10. While a rollout waits at a pause, for a person or on hold, the watches of its verified services are looked at when they are due, and a
 * watch that failed leads to a rollback or a question. Asked of `decide` itself at random moments.
 */
export function checkMonitors(world: World, subject: Subject): void {
  const { release } = subject;
  if (release.ending !== null || release.rollback?.status === 'running') return;
  const decision = world.decide(release, world.now);
  if (decision.record.length > 0) return;
  for (const step of release.plan.steps.filter((one) => one.background)) {
    const state = stateOf(release, step.id);
    const rest = release.plan.steps.filter((one) => !one.background && one.environment === step.environment);
    const isUnderway = rest.some((one) => stateOf(release, one.id).status !== 'succeeded');
    const isDue = state.status === 'pending' && state.lookAgainAt <= world.now;
    if (isUnderway && isDue && !decision.poll.some((run) => run.step === step.id)) {
      throw new Violation('monitors-watch-at-gates', `${step.id} is due and nobody looks`);
    }
    const isPromised = state.status === 'pending' && state.lookAgainAt > world.now;
    if (isUnderway && isPromised && (decision.wakeAt === null || decision.wakeAt > state.lookAgainAt)) {
      throw new Violation('monitors-watch-at-gates', `${step.id} is to be looked at, but nobody wakes up for it`);
    }
    if (state.status === 'failed' && release.plan.rollback.automatic && release.rollback === null) {
      throw new Violation('monitors-watch-at-gates', `${step.id} failed and nothing follows`);
    }
  }
}
