import type { Picture } from '../../client-api.ts';
import { escapeText } from '../text/mrkdwn.ts';

/**
 * What a Slack client makes of a typed message: `&`, `<` and `>` escaped, then `@name`, `@group` and `#channel` of this workspace
 * turned into mentions. Names nobody bears stay text.
 */
export function outgoingText(typed: string, picture: Picture): string {
  return escapeText(typed).replace(
    /(^|[\s(])([@#])([\w.-]*\w)/g,
    (whole, before: string, sign: string, name: string) => {
      const mention = sign === '@' ? personOrGroup(name, picture) : channel(name, picture);
      return mention === null ? whole : `${before}${mention}`;
    },
  );
}

function personOrGroup(name: string, picture: Picture): string | null {
  if (/^(here|channel|everyone)$/.test(name)) return `<!${name}>`;
  const person = picture.people.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (person !== undefined) return `<@${person.id}>`;
  const group = picture.userGroups?.find((one) => one.handle === name);
  return group === undefined ? null : `<!subteam^${group.id}>`;
}

function channel(name: string, picture: Picture): string | null {
  const found = picture.channels.find((one) => one.kind === 'channel' && one.name === name);
  return found === undefined ? null : `<#${found.id}>`;
}
