import type { Workspace } from '../workspace/workspace.ts';

const broadcasts: ReadonlySet<string> = new Set(['here', 'channel', 'everyone']);

/** A person's typing as Slack stores it: escaped, with `@name`, `#channel` and `@group` turned into mentions. */
export function typedMessage(text: string, workspace: Workspace): string {
  const pieces = text.split(/(<[@#][A-Z0-9]+(?:\|[^>]*)?>)/);
  return pieces
    .map((piece, at) => (at % 2 === 1 && isKnown(piece, workspace) ? piece : linked(escaped(piece), workspace, '')))
    .join('');
}

/** The text of a slash command as it is sent to an app that asks for `should_escape`: mentions carry names too. */
export function escapedCommandText(text: string, workspace: Workspace): string {
  return linked(escaped(text), workspace, 'named');
}

function linked(text: string, workspace: Workspace, names: 'named' | ''): string {
  const { people, channels } = workspace;
  const label = (name: string) => (names === 'named' ? `|${name}` : '');
  return text
    .replace(/(^|[\s(])@([\w.-]*\w)/g, (whole, before: string, name: string) => {
      const person = people.named(name);
      if (person !== undefined) return `${before}<@${person.id}${label(person.name)}>`;
      const group = people.groups().find((one) => one.handle === name);
      if (group !== undefined) return `${before}<!subteam^${group.id}|@${group.handle}>`;
      return broadcasts.has(name) ? `${before}<!${name}>` : whole;
    })
    .replace(/(^|[\s(])#([\w-]+)/g, (whole, before: string, name: string) => {
      const channel = channels.named(name);
      return channel === undefined ? whole : `${before}<#${channel.id}|${channel.name}>`;
    });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function isKnown(mention: string, workspace: Workspace): boolean {
  const id = /^<[@#]([A-Z0-9]+)/.exec(mention)?.[1] ?? '';
  return workspace.people.get(id) !== undefined || workspace.channels.get(id) !== undefined;
}
