import type { Person } from '../client-api.ts';

/** A person or bot as the workspace keeps it. */
export type StoredPerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly email: string;
  readonly color: string;
  readonly isBot: boolean;
  readonly restricted: boolean;
  readonly deleted: boolean;
};

/** A user group. `members` are user ids. */
export type StoredGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
};

/** The people and user groups of the workspace. */
export type People = {
  readonly get: (id: string) => StoredPerson | undefined;
  readonly named: (name: string) => StoredPerson | undefined;
  readonly all: () => readonly StoredPerson[];
  readonly groups: () => readonly StoredGroup[];
  /** Changes who is in a group. Throws if there is no such group. */
  readonly setGroupMembers: (id: string, members: readonly string[]) => void;
};

/** Keeps the given people and groups. */
export function createPeople(people: readonly StoredPerson[], groups: readonly StoredGroup[]): People {
  const known = new Map(people.map((person) => [person.id, person]));
  const knownGroups = new Map(groups.map((group) => [group.id, group]));
  return {
    get: (id) => known.get(id),
    named: (name) => people.find((person) => person.name.toLowerCase() === name.toLowerCase()),
    all: () => people,
    groups: () => [...knownGroups.values()],
    setGroupMembers(id, members) {
      const group = knownGroups.get(id);
      if (group === undefined) throw new Error(`There is no user group ${id}.`);
      knownGroups.set(id, { ...group, members });
    },
  };
}

/** The person in the words of the browser page; `groups` are the handles of their user groups. */
export function personForPage(person: StoredPerson, people: People): Person {
  const { id, name, realName, title, isBot, color } = person;
  const groups = people
    .groups()
    .filter((group) => group.members.includes(id))
    .map((group) => group.handle);
  return { id, name, realName, title, isBot, color, groups };
}
