import type { LegalMove } from '#domain/moves/legal-moves.ts';
import type { Step } from '#domain/plan/step.ts';
import { isReturn } from '#domain/rehearsal/is-return.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { gatePlace, isPromotion, stageName } from './stage-words.ts';
import { deedOf, rollBackVerb, versionOf } from './subject.ts';

/** What a button says: the verb and what it is about, so that no two buttons of a card say the same. */
export function moveLabel(release: Release, legal: LegalMove): string {
  const step = legal.step === null ? null : stepOf(release, legal.step);
  switch (legal.move) {
    case 'approve':
      if (isPromotion(step)) return `Promote ${plain(stageName(step), 55)}`;
      return `Approve ${deedOf(release)} for ${gatePlace(step)}`;
    case 'reject':
      if (isPromotion(step)) return `Reject ${plain(stageName(step), 55)}`;
      return `Reject ${deedOf(release)} for ${gatePlace(step)}`;
    case 'hold':
      return `Hold ${held(release)}`;
    case 'resume':
      return `Resume ${held(release)}`;
    case 'close-breaker':
      return `Close the breaker: ${held(release)}`;
    case 'cancel':
      return `Cancel ${deedOf(release)}`;
    case 'retry-step':
      return `Try again: ${shortStep(step)}`;
    case 'accept-step':
      return `Accept as done: ${shortStep(step)}`;
    case 'promote':
      return `${isGated(release, step) ? 'End the bake' : 'Promote now'}: ${plain(stageName(step), 50)}`;
    case 'extend':
      return `Bake longer: ${plain(stageName(step), 50)}`;
    case 'agree':
      return `It was right: ${shortStep(step)}`;
    case 'disagree':
      return `It was wrong: ${shortStep(step)}`;
    case 'step-happened':
      if (step?.kind === 'analyse') return `Go on: ${plain(stageName(step), 55)}`;
      return `It happened: ${shortStep(step)}`;
    case 'run-step-again':
      if (step?.kind === 'analyse') return `Look again: ${plain(stageName(step), 55)}`;
      return `Run it again: ${shortStep(step)}`;
    case 'roll-back':
      return rollBackVerb(release);
    case 'roll-back-now':
      return `${rollBackVerb(release)} now`;
    case 'stop-countdown':
      return 'Stop the rollback';
    case 'take-new-commits':
      return takeLabel(release);
    case 'keep-approved-commit':
      return `Go on with ${release.plan.source.slice(0, 7)} without them`;
  }
}

/** "deploy api, production", "test", "push-tag": a step in as few words as tell it from the others. */
export function shortStep(step: Step | null): string {
  if (step === null) return 'the step';
  const name = step.id.split('/').at(-1) ?? step.kind;
  const action =
    step.kind === 'deploy' && (step.undoes !== null || isReturn(step))
      ? 'return'
      : (step.kind.split('-')[0] ?? step.kind);
  const what = step.service === null ? name : `${action} ${step.service}`;
  return plain(step.environment === null ? what : `${what}, ${step.environment}`, 55);
}

function held(release: Release): string {
  return release.plan.intent === 'release' ? versionOf(release) : `the ${release.plan.intent}`;
}

function takeLabel(release: Release): string {
  const count = release.drift?.commits.length ?? 0;
  if (count > 0) return `Take the ${plural(count, 'new commit')}`;
  return release.drift?.config === false ? 'Plan again' : 'Plan again with the new configuration';
}

/** Whether somebody is asked after the analysis all the same. */
function isGated(release: Release, step: Step | null): boolean {
  return step !== null && release.plan.steps.some((other) => isPromotion(other) && other.needs.includes(step.id));
}
