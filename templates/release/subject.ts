import type { Step } from '#domain/plan/step.ts';
import type { Release } from '#domain/release/release.ts';
import { plain } from '../text/plain.ts';

/** What is spoken of, as a title: "shop 1.5.0", "shop api 1.5.0" where versions are independent, "rollback of shop to 1.4.2" or "rehearsal of shop 1.5.0". */
export function subjectOf(release: Release): string {
  const { intent, unit } = release.plan;
  const project = unit === undefined ? release.plan.project : `${release.plan.project} ${unit}`;
  const version = versionOf(release);
  switch (intent) {
    case 'release':
      return `${project} ${version}`;
    case 'rollback':
      return `rollback of ${project} to ${version}`;
    case 'rehearsal':
    case 'validation':
      return `${intent} of ${project} ${version}`;
  }
}

/** What is cancelled or approved, without the project: "1.5.0", "the rollback to 1.4.2", "the rehearsal of 1.5.0". */
export function deedOf(release: Release): string {
  const { intent } = release.plan;
  const version = versionOf(release);
  switch (intent) {
    case 'release':
      return version;
    case 'rollback':
      return `the rollback to ${version}`;
    case 'rehearsal':
    case 'validation':
      return `the ${intent} of ${version}`;
  }
}

/** The version of the plan, cut to what a line has room for. */
export function versionOf(release: Release): string {
  return plain(release.plan.version, 40);
}

/** The same inside a sentence: "shop 1.5.0", "the rollback of shop to 1.4.2". */
export function theSubject(release: Release): string {
  return release.plan.intent === 'release' ? subjectOf(release) : `the ${subjectOf(release)}`;
}

/** The same where it begins one. A project's name stays as it is written. */
export function subjectFirst(release: Release): string {
  return release.plan.intent === 'release' ? subjectOf(release) : `The ${subjectOf(release)}`;
}

/** A version that may be none. */
export function versionName(version: string | null): string {
  return version === null ? 'nothing' : plain(version, 40);
}

/** Where a step belongs: an environment, the checks of a validation, or the preparation before and the publication after all of them. */
export function stageOf(step: Step): string {
  if (step.kind === 'validate' || step.kind === 'verdict') return 'checks';
  if (step.environment !== null) return step.environment;
  return step.effect === 'public' ? 'publication' : 'preparation';
}

/** A step's title without what the line already says. */
export function titleOf(step: Step): string {
  return plain(step.title, 120);
}

/** The version that a rollback of this release leads to, where it is one and the same for all its services; null otherwise. */
function wayBack(release: Release): string | null {
  const versions = new Set(release.plan.baseline.map((entry) => entry.version));
  const [only] = [...versions];
  return versions.size === 1 && only !== undefined && only !== null ? plain(only, 40) : null;
}

/** "roll back to 1.4.2", or "roll back" where the services go back to different versions. What is no release is only returned from. */
export function rollBackWords(release: Release): string {
  const version = wayBack(release);
  const verb = release.plan.intent === 'release' ? 'roll back' : 'return';
  return version === null ? verb : `${verb} to ${version}`;
}

/** The same as a button says it: "Roll back to 1.4.2". */
export function rollBackVerb(release: Release): string {
  const words = rollBackWords(release);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
