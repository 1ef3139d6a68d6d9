import { isSamePerson } from '../actor.ts';
import type { Person } from '../moves/who-may.ts';
import type { Release } from '../release/release.ts';

/** Roles whose holders may edit the notes of a release; its requester may as well. */
export function notesEditors(release: Release, editors: readonly string[]): readonly string[] {
  return [...new Set([...release.plan.managers, ...editors])];
}

/** Whether a person may put the notes of a release into other words. `editors` are the roles the project names for it. */
export function mayEditNotes(release: Release, editors: readonly string[], person: Person): boolean {
  if (person.actor.kind === 'automatic') return false;
  if (isSamePerson(person.actor, release.requestedBy)) return true;
  return notesEditors(release, editors).some((role) => person.roles.includes(role));
}
