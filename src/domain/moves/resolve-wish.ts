import type { StepId } from '../ids.ts';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import { legalMoves } from './legal-moves.ts';
import type { MoveRequest } from './move.ts';
import type { MoveWish } from './move-wish.ts';

/** What a move asked for in words means now; where the words do not tell, what they could mean. */
export type WishOutcome =
  | { readonly kind: 'request'; readonly request: MoveRequest }
  | { readonly kind: 'no_release'; readonly wish: MoveWish; readonly open: readonly Release[] }
  | { readonly kind: 'several_releases'; readonly wish: MoveWish; readonly open: readonly Release[] }
  | {
      readonly kind: 'no_step' | 'several_steps';
      readonly wish: MoveWish;
      readonly release: Release;
      readonly steps: readonly StepId[];
    }
  /** An approval is bound to the plan that was looked at, so the plan is shown first. */
  | { readonly kind: 'plan_unseen'; readonly wish: MoveWish; readonly release: Release; readonly request: MoveRequest };

/**
 * Finds the release and the step that a wish means among the open releases. Judging whether the move is allowed is not done here: what
 * comes out is a press like any other.
 */
export function resolveWish(wish: MoveWish, open: readonly Release[]): WishOutcome {
  const meant = open.filter((release) => isMeant(wish, release));
  const able = meant.filter((release) => stepsOf(wish, release).length > 0);
  const release = meant.length === 1 ? meant[0] : able.length === 1 ? able[0] : undefined;
  if (release === undefined) return { kind: meant.length === 0 ? 'no_release' : 'several_releases', wish, open };

  const steps = stepsOf(wish, release);
  const named = wish.step === null ? steps : steps.filter((step) => step !== null && endsWithParts(step, wish.step));
  const ids = steps.filter((step) => step !== null);
  if (named.length > 1) return { kind: 'several_steps', wish, release, steps: named.filter((step) => step !== null) };
  if (wish.step !== null && steps.length > 0 && named.length === 0)
    return { kind: 'no_step', wish, release, steps: ids };

  const { move, reason } = wish;
  const step = named[0] ?? (steps.length === 0 ? passedGate(wish, release) : null);
  const request = { move, release: release.id, step, digest: digestFor(wish, release), reason };
  const isUnseen = move === 'approve' && wish.plan === null && steps.length > 0 && release.drift === null;
  return isUnseen ? { kind: 'plan_unseen', wish, release, request } : { kind: 'request', request };
}

/** The gate that was passed last, where none is open: who approves it again is told that it is approved. */
function passedGate({ move }: MoveWish, release: Release): StepId | null {
  if (move !== 'approve' && move !== 'reject') return null;
  const passed = release.plan.steps.filter(
    (step) => step.gate?.kind === 'approval' && stateOf(release, step.id).status === 'succeeded',
  );
  return passed.at(-1)?.id ?? null;
}

function isMeant(wish: MoveWish, release: Release): boolean {
  if (wish.release !== null) return release.id === wish.release;
  const isOfProject = wish.project === null || release.plan.project === wish.project;
  return isOfProject && (wish.version === null || release.plan.version === wish.version);
}

/** The steps the move is legal for now; null stands for the release as a whole. */
function stepsOf(wish: MoveWish, release: Release): readonly (StepId | null)[] {
  return legalMoves(release)
    .filter((legal) => legal.move === wish.move)
    .map((legal) => legal.step);
}

/** The plan in force where it is the one that was looked at, or where nothing goes ahead by the move. */
function digestFor({ move, plan }: MoveWish, { digest }: Release): MoveRequest['digest'] {
  if (move === 'reject') return digest;
  return move === 'approve' && (plan === null || digest.startsWith(plan)) ? digest : null;
}

function endsWithParts(step: StepId, parts: StepId | null): boolean {
  return parts === null || step === parts || step.endsWith(`/${parts}`);
}
