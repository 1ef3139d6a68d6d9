import type { ConfirmationDialog } from '@slack/types';
import type { LegalMove } from '#domain/moves/legal-moves.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { confirm } from '../blocks/confirm.ts';
import { isPromotion, stageName } from './stage-words.ts';
import { rollBackVerb, titleOf, versionName, versionOf } from './subject.ts';

/**
 * The question before a move that acts at once and is not easily taken back. A move that asks for a reason has its modal and needs none;
 * an approval is asked for again only at the last environment, where a slip of the thumb reaches customers.
 */
export function moveConfirm(release: Release, legal: LegalMove): ConfirmationDialog | null {
  const step = legal.step === null ? null : stepOf(release, legal.step);
  const project = release.plan.project;
  if (legal.move === 'approve' && isPromotion(step)) return null;
  if (legal.move === 'approve' && step?.params.for === 'migration')
    return confirm({
      title: 'Approve what cannot be undone?',
      text: `${titleOf(step)}. Once it has begun, ${project} cannot be rolled back in ${step.environment ?? project}.`,
      verb: 'Approve the migration',
      deny: 'Not yet',
      isDanger: true,
    });
  if (legal.move === 'promote' && step !== null)
    return confirm({
      title: 'End the analysis now?',
      text: `The analysis of ${stageName(step)} in ${step.environment ?? project} counts as passed before its time is up, and you are named for it.`,
      verb: 'Go on now',
      deny: 'Let it bake',
    });
  if (legal.move === 'approve' && step?.environment === release.plan.environments.at(-1))
    return approveConfirm(release, step?.environment ?? 'production');
  if (legal.move === 'roll-back-now')
    return confirm({
      title: `${rollBackVerb(release)} now?`,
      text: `The rollback of ${project} ${versionOf(release)} starts at once, without waiting for the countdown. Every service that was changed goes back to what ran before.`,
      verb: rollBackVerb(release),
      deny: 'Wait for the countdown',
      isDanger: true,
    });
  if (legal.move === 'run-step-again' && step !== null)
    return confirm({
      title: 'Run it again?',
      text: `Nobody knows whether this happened: ${titleOf(step)}. If it did, it happens a second time.`,
      verb: 'Run it again',
      deny: 'Leave it',
      isDanger: true,
    });
  return null;
}

function approveConfirm(release: Release, environment: string): ConfirmationDialog {
  const version = versionOf(release);
  const text = approvalText(release, environment);
  return confirm({
    title: `Approve ${version} for ${environment}?`,
    text,
    verb: `Approve ${version}`,
    deny: 'Not yet',
  });
}

function approvalText({ plan }: Release, environment: string): string {
  const { services, previous, intent } = plan;
  const names = services.length > 4 ? `${services.length} services` : services.join(', ');
  const version = versionName(plan.version);
  switch (intent) {
    case 'release':
      return `${names} will go from ${versionName(previous)} to ${version} in ${environment} once every seat is filled.`;
    case 'rollback':
      return `${names} will go back to ${version} in ${environment}.`;
    case 'rehearsal':
      return `${names} will go to ${version} in ${environment}, and back to what runs there now.`;
    case 'validation':
      return `${version} is checked for ${environment}. Nothing is deployed.`;
  }
}
