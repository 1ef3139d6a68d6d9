import type { Button } from '@slack/types';
import { type LegalMove, legalMoves } from '#domain/moves/legal-moves.ts';
import type { MoveKind } from '#domain/moves/move.ts';
import type { Release } from '#domain/release/release.ts';
import { button } from '../blocks/button.ts';
import { buttonValue } from '../button-value.ts';
import { actionIds, moveActionIds } from '../ids.ts';
import { moveConfirm } from './move-confirm.ts';
import { moveLabel } from './move-label.ts';

const styles: Partial<Record<MoveKind, 'primary' | 'danger'>> = {
  approve: 'primary',
  resume: 'primary',
  'close-breaker': 'danger',
  'retry-step': 'primary',
  'take-new-commits': 'primary',
  'stop-countdown': 'primary',
  reject: 'danger',
  cancel: 'danger',
  promote: 'primary',
  'roll-back': 'danger',
  'roll-back-now': 'danger',
};

const rank = { primary: 0, plain: 1, danger: 2 } as const;

/** The buttons of those legal moves that `isMeant` picks: the first thing to do first, danger last. */
export function moveButtons(release: Release, isMeant: (legal: LegalMove) => boolean): readonly Button[] {
  return legalMoves(release)
    .filter(isMeant)
    .sort((a, b) => rank[styles[a.move] ?? 'plain'] - rank[styles[b.move] ?? 'plain'])
    .map((legal) => moveButton(release, legal));
}

/** The button that answers privately what exactly a release waits for. */
export function whyButton(release: Release): Button {
  const value = buttonValue({ release: release.id, step: null, digest: null });
  return button({ actionId: actionIds.why, label: 'Why is it waiting?', value });
}

/** One thing is to be done first: to resume what is held, to stop what counts down. */
function styleOf(release: Release, move: MoveKind): 'primary' | 'danger' | null {
  const style = styles[move] ?? null;
  if (style !== 'primary') return style;
  if (release.hold !== null) return move === 'resume' ? style : null;
  const isAhead = release.rollback !== null && release.rollback.status !== 'running';
  return isAhead && move === 'retry-step' ? null : style;
}

function moveButton(release: Release, legal: LegalMove): Button {
  const isBound = legal.move === 'approve' || legal.move === 'reject';
  return button({
    actionId: moveActionIds[legal.move],
    label: moveLabel(release, legal),
    value: buttonValue({ release: release.id, step: legal.step, digest: isBound ? release.digest : null }),
    style: styleOf(release, legal.move),
    confirm: moveConfirm(release, legal),
  });
}
