import { hasTouchedTarget, stateOf } from '#domain/release/step-of.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 10. While a rollout waits at a pause, for a person or on hold, the watches of its verified services begin and are looked at when due, and a
 * watch that failed leads to a rollback or a question. Asked of `decide` itself at random moments.
 */
export function checkMonitors(world: World, subject: Subject): void {
  const { release } = subject;
  if (release.ending !== null || release.rollback?.status === 'running') return;
  const decision = world.rules.decide(release, world.now);
  if (decision.record.length > 0) return;
  const complain = (message: string): void => report(world, 'monitors-watch-at-gates', message);
  for (const step of release.plan.steps.filter((one) => one.background)) {
    const state = stateOf(release, step.id);
    const rest = release.plan.steps.filter((one) => !one.background && one.environment === step.environment);
    const isUnderway = rest.some((one) => stateOf(release, one.id).status !== 'succeeded');
    // A person took the failed verification for good: there is nothing verified to watch.
    const isAccepted = step.needs.some((need) => hasBeenAccepted(stateOf(release, need)));
    if (!isUnderway || isAccepted) continue;
    const isVerified = step.needs.every((need) => stateOf(release, need).status === 'succeeded');
    if (state.status === 'waiting' && isVerified && !decision.start.some((run) => run.step === step.id))
      complain(`${step.id} is not begun though its service has been verified`);
    if (
      state.status === 'failed' &&
      release.plan.rollback.automatic &&
      release.rollback === null &&
      hasTouchedTarget(release)
    )
      complain(`${step.id} failed and nothing follows`);
    if (state.status !== 'pending') continue;
    if (state.lookAgainAt <= world.now && !decision.poll.some((run) => run.step === step.id))
      complain(`${step.id} is due and nobody looks`);
    const isLate = decision.wakeAt === null || decision.wakeAt > state.lookAgainAt;
    if (state.lookAgainAt > world.now && isLate) complain(`${step.id} is to be looked at, but nobody wakes up for it`);
  }
}

function hasBeenAccepted(state: StepState): boolean {
  return state.status === 'succeeded' && state.acceptedBy !== null;
}
