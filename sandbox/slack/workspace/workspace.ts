import type { AppManifest } from '../manifest.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Channels, createChannels } from './channels.ts';
import { type Counters, createCounters } from './counters.ts';
import { createMessages, type Messages } from './messages.ts';
import { createPeople, type People, type StoredGroup, type StoredPerson } from './people.ts';
import type { Seed, SeedChannel, SeedPerson } from './seed.ts';
import { createViews, type Views } from './views.ts';

/** Everything one Slack workspace remembers. */
export type Workspace = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: { readonly id: string; readonly name: string; readonly userId: string; readonly botId: string };
  readonly counters: Counters;
  readonly changes: Changes;
  readonly people: People;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly views: Views;
};

const palette = ['#d72b3f', '#2b88d8', '#e8912d', '#5b3cc4', '#2bac76', '#c44d8c', '#8a6d1f', '#3b7d8c'];

/** Slack's own user for its private answers. */
export const slackbotId = 'USLACKBOT';

/** Builds a workspace from its seed. Throws if a channel or group names somebody who is not among the people. */
export function createWorkspace(seed: Seed, manifest: AppManifest, now: () => number): Workspace {
  const counters = createCounters(now);
  const changes = createChanges();
  const app = { id: counters.id('A'), name: manifest.appName, userId: counters.id('UB'), botId: counters.id('B') };
  const persons = seed.people.map((person, at) => seededPerson(person, person.id ?? counters.id('U'), at));
  const groups = (seed.groups ?? []).map(
    (group): StoredGroup => ({
      id: group.id ?? counters.id('S'),
      handle: group.handle,
      name: group.name,
      members: group.members.map((name) => idOf(name, persons)),
    }),
  );
  const channels = createChannels(counters, changes);
  const everyone = persons.map((person) => person.id);
  for (const channel of seed.channels) {
    const members = channel.members === 'everyone' ? everyone : channel.members.map((name) => idOf(name, persons));
    channels.put(seededChannel(channel, channel.id ?? counters.id('C'), members, app.userId));
  }
  return {
    team: { id: 'T0SANDBOX0', name: 'Sandbox', domain: 'sandbox' },
    app,
    counters,
    changes,
    people: createPeople([...persons, ...botUsers(app.userId, manifest.botName)], groups),
    channels,
    messages: createMessages(changes),
    views: createViews(changes),
  };
}

function seededPerson(person: SeedPerson, id: string, at: number): StoredPerson {
  return {
    id,
    name: person.name,
    realName: person.realName,
    title: person.title ?? '',
    email: person.email ?? `${person.name}@shop.example`,
    color: person.color ?? palette[at % palette.length] ?? '#2b88d8',
    isBot: false,
    restricted: person.restricted ?? false,
    deleted: person.deleted ?? false,
  };
}

function idOf(name: string, persons: readonly StoredPerson[]): string {
  const found = persons.find((person) => person.name === name || person.id === name);
  if (found === undefined) throw new Error(`The seed names ${name}, who is not among its people.`);
  return found.id;
}

function seededChannel(channel: SeedChannel, id: string, members: readonly string[], appUserId: string) {
  return {
    id,
    name: channel.name,
    kind: 'channel' as const,
    topic: channel.topic ?? '',
    isArchived: channel.archived ?? false,
    isPrivate: channel.private ?? false,
    members: channel.app === true ? [...members, appUserId] : members,
  };
}

function botUsers(appUserId: string, botName: string): readonly StoredPerson[] {
  const bot = { title: 'App', email: '', isBot: true, restricted: false, deleted: false };
  return [
    { ...bot, id: appUserId, name: botName, realName: botName, color: '#4a154b' },
    { ...bot, id: slackbotId, name: 'slackbot', realName: 'Slackbot', color: '#757575' },
  ];
}
