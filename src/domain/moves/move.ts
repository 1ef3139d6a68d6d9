import { z } from 'zod';
import { Digest, ReleaseId, StepId } from '../ids.ts';

/** Everything a person can do to a release that exists. The buttons of a card are the legal ones of these. */
export const moveKinds = [
  'approve',
  'reject',
  'hold',
  'resume',
  'close-breaker',
  'cancel',
  'retry-step',
  'step-happened',
  'run-step-again',
  'accept-step',
  'promote',
  'extend',
  'agree',
  'disagree',
  'roll-back',
  'stop-countdown',
  'roll-back-now',
  'take-new-commits',
  'keep-approved-commit',
] as const;

/** One of them. */
export const MoveKind = z.enum(moveKinds);
export type MoveKind = z.infer<typeof MoveKind>;

/** One press of one button, or its equal from the command line. Only ids: everything is checked again when it is judged. */
export const MoveRequest = z.strictObject({
  move: MoveKind,
  release: ReleaseId,
  /** The gate or step meant, where the move needs one. */
  step: StepId.nullable(),
  /** The digest the person saw, where the move is bound to content. */
  digest: Digest.nullable(),
  reason: z.string().max(1_000).nullable(),
});
export type MoveRequest = z.infer<typeof MoveRequest>;
