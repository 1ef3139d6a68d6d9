import type { EditedNotes, Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import type { Audience } from './audience.ts';

/** The notes of one audience as they stand now, Markdown. */
export type StandingNotes = {
  readonly audience: Audience;
  readonly text: string;
  /** Who put them into these words; null where they are the plan's own. */
  readonly edited: EditedNotes | null;
};

/** The notes a release tells in its thread, in the order of its plan: an edit where there is one, else what was generated. */
export function standingNotes(release: Release): readonly StandingNotes[] {
  return plannedNotes(release).map(({ audience, text }) => standing(release, audience, text));
}

/** The notes on the page of the forge. Nothing else may be written there, so that the page and the log agree. */
export function forgeNotes(release: Release): StandingNotes {
  const { notes, notesForge } = release.plan;
  return standing(release, notesForge ?? plannedNotes(release)[0]?.audience ?? 'engineers', notes);
}

/** The audiences whose notes of this release can be edited: those of the thread and of the forge page. */
export function editableAudiences(release: Release): readonly Audience[] {
  if (!tellsNotes(release)) return [];
  const forge = release.plan.notesForge === undefined ? [] : [release.plan.notesForge];
  return [...new Set([...plannedNotes(release).map(({ audience }) => audience), ...forge])];
}

/** The notes of one audience as they stand, null where the release has none for it. */
export function notesOf(release: Release, audience: Audience): StandingNotes | null {
  const told = standingNotes(release).find((one) => one.audience === audience);
  if (told !== undefined) return told;
  return release.plan.notesForge === audience ? forgeNotes(release) : null;
}

/** Whether the plan releases notes at all, and the release may still get there or got there. */
export function tellsNotes(release: Release): boolean {
  if (!release.plan.steps.some((step) => step.kind === 'post-notes')) return false;
  const mayGetThere = release.ending === null && release.rollback?.status !== 'running';
  return mayGetThere || areNotesReleased(release);
}

/** Whether the step that releases the notes is done. */
export function areNotesReleased(release: Release): boolean {
  const step = release.plan.steps.find((one) => one.kind === 'post-notes');
  return step !== undefined && stateOf(release, step.id).status === 'succeeded';
}

/** Plans made before there were audiences have one text, which is everybody's. */
function plannedNotes({ plan }: Release): readonly { readonly audience: Audience; readonly text: string }[] {
  return plan.notesFor ?? [{ audience: 'engineers', text: plan.notes }];
}

/** What was read from the repository for an older plan says less than the plan does; what a person wrote stays. */
function standing(release: Release, audience: Audience, text: string): StandingNotes {
  const edited = release.notes.get(audience) ?? null;
  const isOutdated = edited?.from === 'repository' && edited.revision < release.plan.revision;
  return edited === null || isOutdated ? { audience, text, edited: null } : { audience, text: edited.text, edited };
}
