import { channels, groups, people } from './people.ts';
import type { Seed } from './slack/workspace/seed.ts';

/** The sandbox's people, channels and user groups as its Slack starts with them; the app is in every channel. */
export const workspaceSeed: Seed = {
  people,
  channels: channels.map(({ id, name, topic }) => ({ id, name, topic, members: 'everyone', app: true })),
  groups: groups.map(({ id, handle, name, users }) => ({ id, handle, name, members: users.map(nameOf) })),
};

function nameOf(user: string): string {
  const person = people.find(({ id }) => id === user);
  if (person === undefined) throw new Error(`No person of the sandbox is ${user}.`);
  return person.name;
}
