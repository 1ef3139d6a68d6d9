import { isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type World } from '../world.ts';

/**
 * While the circuit breaker holds a release nothing new starts but watches, and nothing is taken back by itself: only a person ends it. What was
 * under way when it opened is finished.
 */
export function watchBreaker(world: World): void {
  const complain = (message: string): void => report(world, 'open-breaker-starts-nothing', message);
  world.observers.push((_subject, event, before) => {
    if (before === null || !isHeldByBreaker(before) || before.rollback?.status === 'running') return;
    if (event.type === 'step.started') {
      const step = stepOf(before, event.step);
      const isNew = stateOf(before, event.step).status === 'waiting';
      if (isNew && step?.background !== true) complain(`${event.step} started while the breaker was open`);
    }
    if (event.type === 'release.resumed' && event.by.kind === 'automatic') complain('the breaker closed by itself');
    const isStopped = before.rollback?.status === 'stopped';
    if (event.type === 'rollback.started' && event.by.kind === 'automatic' && isStopped)
      complain('it was taken back by itself while the breaker was open');
  });
}
