import type { Millis } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { Release } from './release.ts';

/** True while the release is rolled back and the step belongs to the way forward: what it does is not wanted any more. */
export function isTakenBack({ rollback }: Release, { undoes }: Step): boolean {
  return rollback?.status === 'running' && undoes === null;
}

/** One that is not heard is asked again, in milliseconds. */
const askAgain = 60_000;

/** A deployment in progress, as a look at it finds it. */
export type InProgress = {
  readonly isTakenBack: boolean;
  /** Milliseconds since which it should be done; not above 0 while it has time. */
  readonly late: Millis;
  /** Whether its deployer can end it. */
  readonly canEnd: boolean;
  /** When it was asked to end last; null when it never was. */
  readonly endingSince: Millis | null;
  readonly now: Millis;
};

/**
 * Whether a deployment in progress is asked to end (`ask`), is waited for although it should have ended (`wait`), or goes on as it should
 * (`none`). One that was asked is asked again after a minute.
 */
export function endingDue({ isTakenBack, late, canEnd, endingSince, now }: InProgress): 'none' | 'ask' | 'wait' {
  if (!isTakenBack && !(canEnd && late > 0)) return 'none';
  const isAsked = endingSince !== null && now - endingSince < askAgain;
  return canEnd && !isAsked ? 'ask' : 'wait';
}
