import type { Channel, Message, Picture } from '../../client-api.ts';

/** True if `person` may see the message: ephemeral ones are shown to one person only. */
export function isVisibleTo(message: Message, person: string): boolean {
  return message.ephemeralTo === undefined || message.ephemeralTo === person;
}

/** The messages of a channel's main pane: no thread replies but those also sent to the channel, oldest first. */
export function channelMessages(picture: Picture, channel: string, person: string): readonly Message[] {
  return picture.messages.filter(
    (message) =>
      message.channel === channel &&
      isVisibleTo(message, person) &&
      (message.thread_ts === undefined || message.thread_ts === message.ts || message.broadcast === true),
  );
}

/** The root of a thread and its replies, oldest first. */
export function threadMessages(picture: Picture, channel: string, thread: string, person: string): readonly Message[] {
  return picture.messages.filter(
    (message) =>
      message.channel === channel &&
      isVisibleTo(message, person) &&
      (message.ts === thread || message.thread_ts === thread),
  );
}

/** How many replies a message has, as the server counts them or as the page holds them, whichever is more. */
export function replyCount(picture: Picture, root: Message): number {
  const held = picture.messages.filter(
    (message) =>
      message.channel === root.channel &&
      message.thread_ts === root.ts &&
      message.ts !== root.ts &&
      message.ephemeralTo === undefined,
  ).length;
  return Math.max(held, root.replyCount ?? 0);
}

/** The newest ts of a channel that the person can see; '0' for an empty one. */
export function newestTs(picture: Picture, channel: string, person: string): string {
  return channelMessages(picture, channel, person).at(-1)?.ts ?? '0';
}

/** How many messages of a channel are newer than `seen` and not the person's own. */
export function unreadCount(picture: Picture, channel: string, person: string, seen: string): number {
  return channelMessages(picture, channel, person).filter(
    (message) => Number(message.ts) > Number(seen) && message.user !== person,
  ).length;
}

/** The channels of a person's sidebar, in the server's order: those they are in, as in Slack, without archived ones. */
export function joinedChannels(picture: Picture, person: string): readonly Channel[] {
  return picture.channels.filter(
    (channel) => channel.kind === 'channel' && !channel.isArchived && channel.members.includes(person),
  );
}

/** The person's direct conversation with the app, if it was ever opened. */
export function appConversation(picture: Picture, person: string): Channel | undefined {
  return picture.channels.find(
    (channel) =>
      channel.kind === 'im' && channel.members.includes(person) && channel.members.includes(picture.appUserId),
  );
}

/** The person's direct conversations with other people. */
export function directConversations(picture: Picture, person: string): readonly Channel[] {
  return picture.channels.filter(
    (channel) =>
      channel.kind === 'im' && channel.members.includes(person) && !channel.members.includes(picture.appUserId),
  );
}

/** What a channel is called for a person: `releases`, or the other person's name. */
export function channelTitle(picture: Picture, channel: Channel, person: string): string {
  if (channel.kind === 'channel') return channel.name;
  const other = channel.members.find((member) => member !== person) ?? person;
  if (other === picture.appUserId) return picture.appName;
  return picture.people.find((one) => one.id === other)?.realName ?? channel.name;
}
