import type { Actor } from '#domain/actor.ts';
import type { Person } from '#domain/moves/who-may.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Directory } from '#ports/directory.ts';

/** Looks up which roles a person holds right now and by which mail address git knows them. */
export type WhoIs = (actor: Actor) => Promise<Person>;

/**
 * Asks the directory afresh each time: a role is what it is when a decision is made. A person of the command line to whom the configuration
 * gives roles holds those, also while Slack is away; any other is asked after in Slack, and refused with it when it does not answer.
 */
export function createWhoIs(ports: { readonly configuration: Configuration; readonly directory: Directory }): WhoIs {
  return async (actor) => {
    if (actor.kind === 'automatic') return { actor, roles: [], email: null };
    const configured = actor.kind === 'cli' ? ports.configuration.cliPerson(actor.name) : null;
    if (configured !== null) return { actor, ...configured };
    const roles = Object.entries(ports.configuration.roles());
    const memberships = await Promise.all(
      roles.map(async ([name, role]) =>
        (await ports.directory.membersOf(role, { fresh: true })).includes(actor.user) ? [name] : [],
      ),
    );
    const person = await ports.directory.person(actor.user);
    return { actor, roles: memberships.flat(), email: person?.email ?? null };
  };
}
