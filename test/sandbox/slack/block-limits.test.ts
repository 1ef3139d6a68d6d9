import { describe, expect, it } from 'vitest';
import { problemLines } from '../../../sandbox/slack/blocks/problem-lines.ts';
import { validateBlocks } from '../../../sandbox/slack/blocks/validate-blocks.ts';
import { validateView } from '../../../sandbox/slack/blocks/validate-view.ts';
import { aClient, aSlack } from './sample-workspace.ts';

const of = (length: number) => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: of(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: of(length) });
const times = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));
const option = (at: number) => ({ text: plain(1), value: `v${at}` });
const button = (fields = {}) => ({ type: 'button', text: plain(2), ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, fields = {}) => ({ type: 'input', label: plain(5), element, ...fields });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const confirm = (fields = {}) => ({ title: plain(5), text: plain(5), confirm: plain(3), deny: plain(2), ...fields });

/** Block, then the complaint with the pointer Slack gives, for a block that stands first in a message. */
const limits: readonly (readonly [string, object, string])[] = [
  [
    'section text over 3,000',
    { type: 'section', text: mrkdwn(3001) },
    'must be less than 3001 characters [/0/text/text]',
  ],
  ['section text empty', { type: 'section', text: mrkdwn(0) }, 'must be more than 0 characters [/0/text/text]'],
  ['section without text', { type: 'section' }, 'must define either `text` or `fields` [/0]'],
  ['11 fields', { type: 'section', fields: times(11, () => mrkdwn(1)) }, 'no more than 10 items allowed [/0/fields]'],
  [
    'a field over 2,000',
    { type: 'section', fields: [mrkdwn(2001)] },
    'must be less than 2001 characters [/0/fields/0/text]',
  ],
  ['text as a string', { type: 'section', text: 'hi' }, 'must provide an object [/0/text]'],
  ['an unknown field', { type: 'section', text: mrkdwn(1), bold: true }, 'invalid additional property: bold [/0]'],
  [
    'mrkdwn with emoji',
    { type: 'section', text: { ...mrkdwn(1), emoji: true } },
    'invalid additional property: emoji [/0/text]',
  ],
  [
    'a text input beside a section',
    { type: 'section', text: mrkdwn(1), accessory: { type: 'plain_text_input' } },
    'unsupported type: plain_text_input [/0/accessory/type]',
  ],
  ['header over 150', { type: 'header', text: plain(151) }, 'must be less than 151 characters [/0/text/text]'],
  ['header in mrkdwn', { type: 'header', text: mrkdwn(5) }, 'unsupported type: mrkdwn [/0/text/type]'],
  [
    '11 context elements',
    { type: 'context', elements: times(11, () => mrkdwn(1)) },
    'no more than 10 items allowed [/0/elements]',
  ],
  ['context without elements', { type: 'context', elements: [] }, 'must provide at least 1 items [/0/elements]'],
  ['a button in context', { type: 'context', elements: [button()] }, 'unsupported type: button [/0/elements/0/type]'],
  ['26 action elements', actions(...times(26, () => button())), 'no more than 25 items allowed [/0/elements]'],
  [
    'button text over 75',
    actions(button({ text: plain(76) })),
    'must be less than 76 characters [/0/elements/0/text/text]',
  ],
  [
    'button value over 2,000',
    actions(button({ value: of(2001) })),
    'must be less than 2001 characters [/0/elements/0/value]',
  ],
  [
    'button url over 3,000',
    actions(button({ url: `https://${of(3000)}` })),
    'must be less than 3001 characters [/0/elements/0/url]',
  ],
  [
    'button url of another kind',
    actions(button({ url: 'javascript:alert(1)' })),
    'must be a valid URL [/0/elements/0/url]',
  ],
  ['a third button style', actions(button({ style: 'warning' })), 'must be a valid enum value [/0/elements/0/style]'],
  ['a disabled button', actions(button({ disabled: true })), 'invalid additional property: disabled [/0/elements/0]'],
  [
    'accessibility label over 75',
    actions(button({ accessibility_label: of(76) })),
    'must be less than 76 characters [/0/elements/0/accessibility_label]',
  ],
  [
    'action_id over 255',
    actions(button({ action_id: of(256) })),
    'must be less than 256 characters [/0/elements/0/action_id]',
  ],
  ['block_id over 255', { type: 'divider', block_id: of(256) }, 'must be less than 256 characters [/0/block_id]'],
  [
    'confirm title over 100',
    actions(button({ confirm: confirm({ title: plain(101) }) })),
    'must be less than 101 characters [/0/elements/0/confirm/title/text]',
  ],
  [
    'confirm text over 300',
    actions(button({ confirm: confirm({ text: plain(301) }) })),
    'must be less than 301 characters [/0/elements/0/confirm/text/text]',
  ],
  [
    'confirm button over 30',
    actions(button({ confirm: confirm({ deny: plain(31) }) })),
    'must be less than 31 characters [/0/elements/0/confirm/deny/text]',
  ],
  [
    'confirm without deny',
    actions(button({ confirm: { title: plain(1), text: plain(1), confirm: plain(1) } })),
    'missing required field: deny [/0/elements/0/confirm]',
  ],
  [
    '101 options',
    actions({ type: 'static_select', options: times(101, option) }),
    'no more than 100 items allowed [/0/elements/0/options]',
  ],
  [
    'no options',
    actions({ type: 'static_select', options: [] }),
    'must provide at least 1 items [/0/elements/0/options]',
  ],
  [
    'neither options nor groups',
    actions({ type: 'static_select' }),
    'must define either `options` or `option_groups` [/0/elements/0]',
  ],
  [
    'option text over 75',
    actions({ type: 'static_select', options: [{ text: plain(76), value: 'a' }] }),
    'must be less than 76 characters [/0/elements/0/options/0/text/text]',
  ],
  [
    'option value over 75',
    actions({ type: 'static_select', options: [{ text: plain(1), value: of(76) }] }),
    'must be less than 76 characters [/0/elements/0/options/0/value]',
  ],
  [
    'option without value',
    actions({ type: 'static_select', options: [{ text: plain(1) }] }),
    'missing required field: value [/0/elements/0/options/0]',
  ],
  [
    'an initial option that is not offered',
    actions({ type: 'static_select', options: [option(1)], initial_option: option(2) }),
    'must be one of the provided options [/0/elements/0/initial_option]',
  ],
  [
    '101 option groups',
    actions({ type: 'static_select', option_groups: times(101, () => ({ label: plain(1), options: [option(1)] })) }),
    'no more than 100 items allowed [/0/elements/0/option_groups]',
  ],
  [
    'placeholder over 150',
    actions({ type: 'users_select', placeholder: plain(151) }),
    'must be less than 151 characters [/0/elements/0/placeholder/text]',
  ],
  [
    '6 overflow options',
    actions({ type: 'overflow', options: times(6, option) }),
    'no more than 5 items allowed [/0/elements/0/options]',
  ],
  [
    '11 checkboxes',
    actions({ type: 'checkboxes', options: times(11, option) }),
    'no more than 10 items allowed [/0/elements/0/options]',
  ],
  [
    '11 radio buttons',
    actions({ type: 'radio_buttons', options: times(11, option) }),
    'no more than 10 items allowed [/0/elements/0/options]',
  ],
  [
    'a date in words',
    actions({ type: 'datepicker', initial_date: 'tomorrow' }),
    'must be a date in the format YYYY-MM-DD [/0/elements/0/initial_date]',
  ],
  [
    'a time past midnight',
    actions({ type: 'timepicker', initial_time: '24:00' }),
    'must be a time in the format HH:mm [/0/elements/0/initial_time]',
  ],
  [
    'a text input among actions',
    actions({ type: 'plain_text_input' }),
    'unsupported type: plain_text_input [/0/elements/0/type]',
  ],
  [
    'a number input in a message',
    input({ type: 'number_input', is_decimal_allowed: false }),
    'unsupported type: number_input [/0/element/type]',
  ],
  ['an input without element', { type: 'input', label: plain(1) }, 'missing required field: element [/0]'],
  [
    'an input label over 2,000',
    input({ type: 'plain_text_input' }, { label: plain(2001) }),
    'must be less than 2001 characters [/0/label/text]',
  ],
  ['a button as input', input(button()), 'unsupported type: button [/0/element/type]'],
  [
    'min over max length',
    input({ type: 'plain_text_input', min_length: 5, max_length: 4 }),
    '`min_length` must be less than or equal to `max_length` [/0/element]',
  ],
  [
    'max_length over 3,000',
    input({ type: 'plain_text_input', max_length: 3001 }),
    'must be less than 3001 [/0/element/max_length]',
  ],
  [
    'an image without alt text',
    { type: 'image', image_url: 'https://shop.example/a.png' },
    'missing required field: alt_text [/0]',
  ],
  ['an image without source', { type: 'image', alt_text: 'a' }, 'must define either `slack_file` or `image_url` [/0]'],
  [
    'image alt text over 2,000',
    { type: 'image', image_url: 'https://shop.example/a.png', alt_text: of(2001) },
    'must be less than 2001 characters [/0/alt_text]',
  ],
  [
    'empty text in rich text',
    rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }),
    'must be more than 0 characters [/0/elements/0/elements/0/text]',
  ],
  [
    'an unknown inline part',
    rich({ type: 'rich_text_section', elements: [{ type: 'bold', text: 'a' }] }),
    'unsupported type: bold [/0/elements/0/elements/0/type]',
  ],
  [
    'a list at indent 9',
    rich({
      type: 'rich_text_list',
      style: 'bullet',
      indent: 9,
      elements: [{ type: 'rich_text_section', elements: [] }],
    }),
    'must be less than 9 [/0/elements/0/indent]',
  ],
  [
    'a mention in preformatted text',
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
    'unsupported type: user [/0/elements/0/elements/0/type]',
  ],
  [
    'a broadcast to nobody known',
    rich({ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'all' }] }),
    'must be a valid enum value [/0/elements/0/elements/0/range]',
  ],
  ['markdown over 12,000', { type: 'markdown', text: of(12_001) }, 'must be less than 12001 characters [/0/text]'],
  [
    '101 table rows',
    { type: 'table', rows: times(101, () => [{ type: 'raw_text', text: 'a' }]) },
    'no more than 100 items allowed [/0/rows]',
  ],
  [
    '21 cells in a row',
    { type: 'table', rows: [times(21, () => ({ type: 'raw_text', text: 'a' }))] },
    'no more than 20 items allowed [/0/rows/0]',
  ],
  [
    'tables over 10,000 characters',
    { type: 'table', rows: [[{ type: 'raw_text', text: of(6000) }], [{ type: 'raw_text', text: of(4001) }]] },
    'table content must be less than 10001 characters []',
  ],
  [
    '6 context actions',
    { type: 'context_actions', elements: times(6, () => ({ type: 'icon_button', icon: 'trash', text: plain(1) })) },
    'no more than 5 items allowed [/0/elements]',
  ],
  ['a block type that does not exist', { type: 'button' }, 'unsupported type: button [/0/type]'],
  ['a block without type', { text: 'a' }, 'missing required field: type [/0]'],
  ['a type from the prototype', { type: 'constructor' }, 'unsupported type: constructor [/0/type]'],
];

describe('in a message', () => {
  it.each(limits)('refuses %s', (_what, block, complaint) => {
    const lines = problemLines(validateBlocks([block], '', 'message'));
    expect(lines.map((line) => line.replace('json-pointer:', ''))).toContain(complaint);
  });

  it('refuses the same block_id twice and the same action_id twice in one block', () => {
    const blocks = [
      { ...actions(button({ action_id: 'a' }), button({ action_id: 'a' })), block_id: 'b' },
      { ...actions(button({ action_id: 'a' })), block_id: 'b' },
    ];
    expect(problemLines(validateBlocks(blocks, '/blocks', 'message'))).toEqual([
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
  });

  it('accepts every block at its limits', () => {
    const full = [
      { type: 'section', text: mrkdwn(3000), accessory: button({ value: of(2000), confirm: confirm() }) },
      { type: 'section', fields: times(10, () => mrkdwn(2000)) },
      { type: 'header', text: plain(150) },
      { type: 'context', elements: times(10, () => mrkdwn(3000)) },
      actions(...times(25, (at) => button({ action_id: `a${at}` }))),
      actions({ type: 'static_select', options: times(100, option), initial_option: option(1) }),
      actions({ type: 'overflow', options: times(5, option) }, { type: 'checkboxes', options: times(10, option) }),
      { type: 'divider' },
      rich({
        type: 'rich_text_list',
        style: 'ordered',
        indent: 8,
        elements: [{ type: 'rich_text_section', elements: [] }],
      }),
      { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }, rich({ type: 'rich_text_section', elements: [] })]] },
    ];
    expect(validateBlocks(full, '/blocks', 'message')).toEqual([]);
  });
});

describe('in a view', () => {
  const modal = (fields = {}) => ({ type: 'modal', title: plain(24), blocks: [], ...fields });

  it.each([
    ['a title over 24', modal({ title: plain(25) }), 'must be less than 25 characters [/view/title/text]'],
    ['a submit over 24', modal({ submit: plain(25) }), 'must be less than 25 characters [/view/submit/text]'],
    ['a close over 24', modal({ close: plain(25) }), 'must be less than 25 characters [/view/close/text]'],
    ['no title', { type: 'modal', blocks: [] }, 'missing required field: title [/view]'],
    [
      'private_metadata over 3,000',
      modal({ private_metadata: of(3001) }),
      'must be less than 3001 characters [/view/private_metadata]',
    ],
    ['a callback_id over 255', modal({ callback_id: of(256) }), 'must be less than 256 characters [/view/callback_id]'],
    [
      '101 blocks',
      modal({ blocks: times(101, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [/view/blocks]',
    ],
    [
      'an input without submit',
      modal({ blocks: [{ type: 'divider' }, input({ type: 'plain_text_input' })] }),
      'must define `submit` to use an `input` block in modals [/view/blocks/1/input]',
    ],
    [
      'a markdown block',
      modal({ blocks: [{ type: 'markdown', text: 'a' }] }),
      'unsupported type: markdown [/view/blocks/0/type]',
    ],
    [
      'a table',
      { type: 'home', blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }] },
      'unsupported type: table [/view/blocks/0/type]',
    ],
    ['a title on a home', { type: 'home', title: plain(3), blocks: [] }, 'invalid additional property: title [/view]'],
    [
      'two focused inputs',
      modal({ submit: plain(2), blocks: times(2, () => input({ type: 'plain_text_input', focus_on_load: true })) }),
      '`focus_on_load` can be set on one element only [/view/blocks]',
    ],
    ['another kind of view', { type: 'page', blocks: [] }, 'unsupported type: page [/view/type]'],
  ])('refuses %s', (_what, view, complaint) => {
    const lines = problemLines(validateView(view, '/view')).map((line) => line.replace('json-pointer:', ''));
    expect(lines).toContain(complaint);
  });

  it('accepts a modal and a home with 100 blocks', () => {
    const blocks = times(100, () => ({ type: 'divider' }));
    expect(validateView(modal({ blocks, submit: plain(24), close: plain(24) }), '/view')).toEqual([]);
    expect(validateView({ type: 'home', blocks }, '/view')).toEqual([]);
  });
});

it('answers blocks.validate with pointers, and views.publish with invalid_arguments', async () => {
  const slack = await aSlack();
  const client = aClient(slack);
  await expect(
    client.blocks.validate({ blocks: [{ type: 'header', text: mrkdwn(1) }] } as never),
  ).rejects.toMatchObject({
    data: { error: 'invalid_blocks', errors: [{ pointer: '/0/text/type', code: 'failed_constraint' }] },
  });
  expect((await client.blocks.validate({ blocks: [{ type: 'divider' }] })).ok).toBe(true);
  await expect(
    client.views.publish({
      user_id: slack.person('mira').id,
      view: { type: 'home', blocks: [{ type: 'section' }] } as never,
    }),
  ).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: [
          '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
          '[ERROR] must define either `text` or `fields` [json-pointer:/view/blocks/0]',
        ],
      },
    },
  });
});
