import type { Channel, Person } from './slack/client-api.ts';

/** One user group of the sandbox workspace, in the words of Slack's `usergroups.list`. */
export type Group = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
};

/** One person of the sandbox, with the address their commits bear. */
export type Employee = Person & { readonly email: string };

/** The people a newcomer can act as. Each has one job in a release, so that approving as another person makes sense. */
export const people: readonly Employee[] = [
  employee('U0MIRA', 'mira', 'Release manager', '#8a4b9d', ['S0RELENG']),
  employee('U0JONAS', 'jonas', 'Tech lead', '#2b6cb0', ['S0LEADS', 'S0RELENG']),
  employee('U0AIKO', 'aiko', 'Engineer', '#2f855a', []),
  employee('U0SAM', 'sam', 'Product', '#b7791f', []),
  employee('U0PRIYA', 'priya', 'Incident commander', '#c53030', ['S0LEADS']),
];

/** The user groups that the roles of the sandbox's `fairlead.yml` name. */
export const groups: readonly Group[] = [
  { id: 'S0LEADS', handle: 'leads', name: 'Technical leads', users: ['U0JONAS', 'U0PRIYA'] },
  { id: 'S0RELENG', handle: 'release-engineering', name: 'Release engineering', users: ['U0MIRA', 'U0JONAS'] },
];

/** The channels of the workspace; everybody is in each. */
export const channels: readonly Channel[] = [
  channel('C0GENERAL', 'general', 'Everything that concerns everybody'),
  channel('C0RELEASES', 'releases', 'Releases of the shop: try /release here'),
  channel('C0INCIDENTS', 'incidents', 'What is broken right now'),
];

function employee(id: string, name: string, title: string, color: string, inGroups: readonly string[]): Employee {
  const realName = name.charAt(0).toUpperCase() + name.slice(1);
  return { id, name, realName, title, isBot: false, color, groups: inGroups, email: `${name}@shop.example` };
}

function channel(id: string, name: string, topic: string): Channel {
  return { id, name, kind: 'channel', topic, isArchived: false, members: people.map((person) => person.id) };
}
