import type { MoveKind } from '../moves/move.ts';
import { needsReason } from '../moves/needs-reason.ts';
import type { ValuesOf } from './argument.ts';
import { planArgument, releaseArgument, stepArgument } from './arguments/ids.ts';
import { projectArgument } from './arguments/project.ts';
import { reasonArgument } from './arguments/text.ts';
import { exactVersion } from './arguments/version.ts';
import type { Ask } from './ask.ts';
import { defineForm, type Form } from './command.ts';
import { type Read, read, refuse } from './command-refusal.ts';

type Told = { readonly word: string; readonly summary: string; readonly who: string };

const gateRoles = 'The roles of the gate, as the policy of the environment says.';
const operators = 'The requester, the project’s managers and the rollback roles.';
const promoters = 'The roles that promote in the environment, the project’s managers and the rollback roles.';
const deciders = 'The requester, the project’s managers and the roles of its gates.';

/** The word of every move. One that is missing here does not compile. */
const told = {
  approve: { word: 'approve', summary: 'Approve the plan at its open gate', who: gateRoles },
  reject: { word: 'reject', summary: 'Reject the plan, which ends the release', who: gateRoles },
  hold: { word: 'hold', summary: 'Hold a release: nothing more starts', who: 'Anyone.' },
  resume: { word: 'resume', summary: 'Let a held release go on', who: 'Anyone.' },
  'close-breaker': {
    word: 'close-breaker',
    summary: 'Let a release go on that the circuit breaker holds',
    who: 'The project’s managers and the rollback roles; the requester where nobody is named.',
  },
  cancel: { word: 'cancel', summary: 'Cancel a release that has deployed nothing yet', who: operators },
  'retry-step': { word: 'retry', summary: 'Try a failed step again', who: operators },
  'accept-step': { word: 'accept', summary: 'Go on in spite of a failed step', who: operators },
  promote: { word: 'promote', summary: 'Let a canary go on before its time is up', who: promoters },
  extend: { word: 'extend', summary: 'Look at a stage for as long again before it goes on', who: 'Anyone.' },
  agree: { word: 'agree', summary: 'Say that a rule that only tells was right', who: 'Anyone.' },
  disagree: { word: 'disagree', summary: 'Say that a rule that only tells was wrong', who: 'Anyone.' },
  'step-happened': { word: 'happened', summary: 'Say that a step of unknown outcome happened', who: operators },
  'run-step-again': { word: 'run-again', summary: 'Run a step of unknown outcome again', who: operators },
  'roll-back': { word: 'roll-back', summary: 'Take back a release in flight', who: operators },
  'stop-countdown': { word: 'stop-countdown', summary: 'Stop the countdown of a rollback', who: operators },
  'roll-back-now': { word: 'roll-back-now', summary: 'Roll back without waiting for the countdown', who: operators },
  'take-new-commits': { word: 'take-commits', summary: 'Plan again with the new commits', who: deciders },
  'keep-approved-commit': { word: 'keep-commit', summary: 'Plan again without the new commits', who: deciders },
} as const satisfies Record<MoveKind, Told>;

const stepMoves: readonly MoveKind[] = ['retry-step', 'accept-step', 'step-happened', 'run-step-again'];

/** Where several gates or stages are open, one is named by its step. */
const gateMoves: readonly MoveKind[] = ['approve', 'reject', 'promote', 'extend', 'agree', 'disagree'];

/** Moves that may be given a reason and need none. */
const reasonable: readonly MoveKind[] = ['resume', 'promote', 'extend'];

/** Every move as a form of `/release`, so that whatever a button does can be typed. */
export const moveForms: readonly Form[] = (Object.entries(told) as [MoveKind, Told][]).map(([move, words]) =>
  moveForm(move, words),
);

/** The word a move is typed with. */
export function wordOf(move: MoveKind): string {
  return told[move].word;
}

function moveForm(move: MoveKind, { word, summary, who }: Told): Form {
  const isOfStep = stepMoves.includes(move);
  const isRefusable = needsReason(move);
  const example = `/release ${word}${isOfStep ? ' deploy/api' : ' 1.5.0'}`;
  return defineForm({
    word,
    summary,
    who,
    positional: [...(isOfStep ? [stepArgument] : []), projectArgument, exactVersion, releaseArgument],
    flags: [
      ...(reasonable.includes(move) || isRefusable ? [reasonArgument] : []),
      ...(move === 'approve' ? [planArgument] : []),
      ...(gateMoves.includes(move) ? [stepArgument] : []),
    ],
    required: [...(isOfStep ? (['step'] as const) : []), ...(isRefusable ? (['reason'] as const) : [])],
    examples: [isRefusable ? `${example} --reason "payments are failing"` : example],
    verb: move,
    toAsk: (values) => toMove(move, values, isOfStep),
  });
}

/** What a move may be told. A form has some of them. */
type Wished = readonly [
  typeof stepArgument,
  typeof projectArgument,
  typeof exactVersion,
  typeof releaseArgument,
  typeof reasonArgument,
  typeof planArgument,
];

function toMove(move: MoveKind, values: Partial<ValuesOf<Wished>>, isOfStep: boolean): Read<Ask> {
  const { project, release = null, version = null, step = null, plan = null, reason = null } = values;
  if (isOfStep && step === null) return refuse({ code: 'step_missing', place: '--step' });
  if (needsReason(move) && reason === null) return refuse({ code: 'reason_missing', place: '--reason' });
  const wish = { move, project: project?.name ?? null, release, version, step, plan, reason };
  return read({ kind: 'move', wish });
}
