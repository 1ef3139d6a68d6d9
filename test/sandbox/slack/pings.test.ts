import { expect, it } from 'vitest';
import { pings } from '../../../sandbox/slack/pings.ts';

const none = { broadcasts: [], users: [], groups: [] };
const rich = (...elements: object[]) => [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];

it.each([
  ['an escaped mention', { text: '&lt;!channel&gt; &lt;@U1&gt;' }, none],
  ['a plain at sign', { text: '@channel @here' }, none],
  [
    'a link and a date',
    { text: '<https://shop.example|<!here> <!date^1^{date}|then>' },
    { ...none, broadcasts: ['here'] },
  ],
  [
    'broadcasts with labels',
    { text: '<!channel|@channel> <!everyone>' },
    { ...none, broadcasts: ['channel', 'everyone'] },
  ],
  [
    'people and groups',
    { text: '<@U1> <@U1|mira> <!subteam^S1|@ops>' },
    { broadcasts: [], users: ['U1'], groups: ['S1'] },
  ],
  [
    'mrkdwn in a section',
    { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<!here>' } }] },
    { ...none, broadcasts: ['here'] },
  ],
  [
    'mrkdwn in a field',
    { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: '<@U2>' }] }] },
    { ...none, users: ['U2'] },
  ],
  ['a mention in plain text', { blocks: [{ type: 'header', text: { type: 'plain_text', text: '<!here>' } }] }, none],
  ['a mention in rich text `text`', { blocks: rich({ type: 'text', text: '<!here> <@U1>' }) }, none],
  ['a broadcast part', { blocks: rich({ type: 'broadcast', range: 'channel' }) }, { ...none, broadcasts: ['channel'] }],
  [
    'user and group parts',
    { blocks: rich({ type: 'user', user_id: 'U1' }, { type: 'usergroup', usergroup_id: 'S1' }) },
    { broadcasts: [], users: ['U1'], groups: ['S1'] },
  ],
])('reads %s', (_what, message, expected) => {
  expect(pings(message)).toEqual(expected);
});
