import type { StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import { isHeldByBreaker } from '../release/circuit-breaker.ts';
import type { Release } from '../release/release.ts';
import { stepsInScope } from '../release/scope.ts';
import { hasTouchedTarget, stateOf } from '../release/step-of.ts';
import { isInFlight } from '../release/step-state.ts';
import { bakeOf } from './bake-of.ts';
import type { MoveKind } from './move.ts';

export type LegalMove = { readonly move: MoveKind; readonly step: StepId | null };

/** The moves that make sense in this state, whoever makes them: the buttons of the card. An ended release has none. */
export function legalMoves(release: Release): readonly LegalMove[] {
  if (release.ending !== null) return [];
  return [
    ...gateMoves(release),
    ...driftMoves(release),
    ...stepMoves(release),
    ...rollbackMoves(release),
    ...wholeMoves(release),
    ...opinionMoves(release),
  ];
}

function gateMoves(release: Release): readonly LegalMove[] {
  if (release.rollback !== null || release.drift !== null) return [];
  const open = release.plan.steps.filter(
    (step) => step.gate?.kind === 'approval' && stateOf(release, step.id).status === 'open',
  );
  return open.flatMap((step) => [
    { move: 'approve' as const, step: step.id },
    { move: 'reject' as const, step: step.id },
  ]);
}

function driftMoves(release: Release): readonly LegalMove[] {
  if (release.drift === null || release.rollback !== null) return [];
  const take: LegalMove = { move: 'take-new-commits', step: null };
  return release.drift.commits.length > 0 ? [take, { move: 'keep-approved-commit', step: null }] : [take];
}

function stepMoves(release: Release): readonly LegalMove[] {
  return stepsInScope(release).flatMap((step): readonly LegalMove[] => {
    const status = stateOf(release, step.id).status;
    if (status === 'unknown')
      return [
        { move: 'step-happened', step: step.id },
        { move: 'run-step-again', step: step.id },
      ];
    if (status === 'failed')
      return [
        { move: 'retry-step', step: step.id },
        { move: 'accept-step', step: step.id },
      ];
    return release.rollback === null && isInFlight(stateOf(release, step.id)) ? bakeMoves(step) : [];
  });
}

/** A stage that bakes may go on before its time, or be looked at for longer. */
function bakeMoves(step: Step): readonly LegalMove[] {
  if (step.kind !== 'analyse') return [];
  const promote: LegalMove = { move: 'promote', step: step.id };
  return bakeOf(step) === 0 ? [promote] : [promote, { move: 'extend', step: step.id }];
}

/** Whether a rule that only announces was right may be said for as long as the release is open. */
function opinionMoves(release: Release): readonly LegalMove[] {
  const steps = [...new Set(release.announced.map(({ step }) => step))];
  return steps.flatMap((step) => [
    { move: 'agree' as const, step },
    { move: 'disagree' as const, step },
  ]);
}

function rollbackMoves(release: Release): readonly LegalMove[] {
  const status = release.rollback?.status ?? null;
  if (status === 'running') return [];
  if (status === 'counting')
    return [
      { move: 'roll-back-now', step: null },
      { move: 'stop-countdown', step: null },
    ];
  return hasTouchedTarget(release) ? [{ move: 'roll-back', step: null }] : [];
}

function wholeMoves(release: Release): readonly LegalMove[] {
  if (release.rollback?.status === 'running') return [];
  const end = isHeldByBreaker(release) ? 'close-breaker' : 'resume';
  const hold: LegalMove = { move: release.hold === null ? 'hold' : end, step: null };
  return hasTouchedTarget(release) ? [hold] : [hold, { move: 'cancel', step: null }];
}
