import type { MoveKind } from './move.ts';

const withReason: readonly MoveKind[] = [
  'reject',
  'hold',
  'close-breaker',
  'cancel',
  'roll-back',
  'stop-countdown',
  'accept-step',
  'step-happened',
];

/** Whether a move is taken only with a reason, which everybody then reads. */
export function needsReason(move: MoveKind): boolean {
  return withReason.includes(move);
}
