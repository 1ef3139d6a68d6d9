import type { Actor } from '../actor.ts';
import type { Release } from './release.ts';

/** Who holds a release when the circuit breaker opens. */
export const circuitBreaker: Actor = { kind: 'automatic', rule: 'circuit breaker' };

/** Whether the breaker holds the release: nothing more starts until somebody who may closes it, with a reason. */
export function isHeldByBreaker({ hold }: Release): boolean {
  return hold !== null && isBreaker(hold.by);
}

/** Whether this is the breaker and no person. */
export function isBreaker(actor: Actor): boolean {
  return actor.kind === 'automatic' && actor.rule === 'circuit breaker';
}
