import type { Message, ModalView, Person, Picture } from '#sandbox/slack/client-api.ts';
import { releaseCard } from './release-card.ts';
import { guideSteps, shopPanel } from './side-panels.ts';

/** 2026-11-21 09:00 UTC, when the fixture's day begins, in Unix seconds. */
export const MORNING = Date.UTC(2026, 10, 21, 9) / 1000;

/** A Slack ts that many seconds into the fixture's morning. */
export function at(seconds: number): string {
  return `${MORNING + seconds}.000100`;
}

/** The ts of the release card. */
export const CARD_TS = at(120);

function person(id: string, name: string, realName: string, title: string, color: string): Person {
  return { id, name, realName, title, isBot: false, color, groups: title === 'Release lead' ? ['S_LEADS'] : [] };
}

/** The people of the fixture workspace. */
export const PEOPLE: readonly Person[] = [
  person('U_MIRA', 'mira', 'Mira Holm', 'Developer', '2f7f74'),
  person('U_JONAS', 'jonas', 'Jonas Beck', 'Release lead', 'b4552d'),
  person('U_AIKO', 'aiko', 'Aiko Mori', 'Release lead', '6a4fb3'),
  person('U_SAM', 'sam', 'Sam Reed', 'On call', 'e0a526'),
  person('U_PRIYA', 'priya', 'Priya Nair', 'Support', '3a6ea8'),
  { ...person('U_APP', 'fairlead', 'Fairlead', 'Release bot', '12304a'), isBot: true },
];

const EVERYBODY = PEOPLE.map((one) => one.id);

/** A message of the fixture's channel. */
export function message(user: string, seconds: number, text: string, more: Partial<Message> = {}): Message {
  return { channel: 'C_RELEASES', ts: at(seconds), user, text, ...more };
}

function messages(): readonly Message[] {
  return [
    message('U_MIRA', 0, 'Morning! Checkout with saved cards is on main, <@U_JONAS>. I think it is time for *1.5.0*.'),
    message('U_JONAS', 30, 'Nice. <!subteam^S_LEADS> have time until noon. :coffee:', { edited: true }),
    message(
      'U_JONAS',
      50,
      'Rule of the house: `/release` first, questions in the thread.\n> Nothing on a Friday.\n```\nnpm run build\n  passed\n```',
    ),
    message('U_APP', 120, 'Release 1.5.0 of shop waits for approval.', { blocks: releaseCard(), replyCount: 3 }),
    message('U_APP', 125, 'Plan made by <@U_MIRA>: 4 commits since 1.4.2.', { thread_ts: CARD_TS }),
    message('U_AIKO', 160, 'Looking at the diff now.', { thread_ts: CARD_TS }),
    message('U_APP', 170, 'Build passed after 41 seconds.', { thread_ts: CARD_TS }),
    message('U_APP', 180, 'Only <!subteam^S_LEADS> may approve production. You are a *Developer*; ask <@U_AIKO>.', {
      ephemeralTo: 'U_MIRA',
    }),
  ];
}

/** A modal as `views.open` stores it. */
export function releaseModal(more: Partial<ModalView> = {}, blocks = releaseForm()): ModalView {
  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'New release' },
    submit: { type: 'plain_text', text: 'Make the plan' },
    close: { type: 'plain_text', text: 'Not now' },
    blocks,
  };
  return { id: 'V1', userId: 'U_MIRA', hash: '1', view, ...more };
}

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string, description?: string) => ({
  text: plain(text),
  value,
  ...(description === undefined ? {} : { description: plain(description) }),
});

/** The blocks of the release form, one input of every common kind. */
export function releaseForm(): readonly Record<string, unknown>[] {
  const services = [option('api', 'api'), option('web', 'web', 'needs api'), option('worker', 'worker')];
  const input = (block_id: string, label: string, element: Record<string, unknown>, more = {}) => ({
    type: 'input',
    block_id,
    label: plain(label),
    element: { action_id: 'value', ...element },
    ...more,
  });
  const strategies = [option('One by one', 'sequential', 'Waits between services'), option('All at once', 'immediate')];
  return [
    {
      type: 'section',
      block_id: 'intro',
      text: { type: 'mrkdwn', text: '*1.5.0* is suggested: 2 features, 2 fixes.' },
    },
    input(
      'version',
      'Version',
      { type: 'plain_text_input', initial_value: '1.5.0' },
      { hint: plain('SemVer, such as 1.5.0') },
    ),
    input('services', 'Services', { type: 'multi_static_select', options: services, initial_options: services }),
    input('strategy', 'Strategy', { type: 'radio_buttons', options: strategies, initial_option: strategies[0] }),
    input('environment', 'Up to', {
      type: 'static_select',
      options: [option('staging', 'staging'), option('production', 'production')],
      initial_option: option('production', 'production'),
    }),
    input('reason', 'Reason', { type: 'plain_text_input', multiline: true }, { optional: true }),
    input('reviewers', 'Ask', { type: 'multi_users_select' }, { optional: true }),
    input('wait', 'Minutes between services', { type: 'number_input', initial_value: '5', min_value: '0' }),
    input('day', 'Day', { type: 'datepicker', initial_date: '2026-11-21' }, { optional: true }),
    input('time', 'Time', { type: 'timepicker', initial_time: '14:00' }, { optional: true }),
    input(
      'checks',
      'Checks',
      { type: 'checkboxes', options: [option('Notify support', 'support')] },
      { optional: true },
    ),
  ];
}

/** What a fresh page is told; every call gives a new one. */
export function picture(): Picture {
  return {
    team: { id: 'T1', name: 'Sandbox workspace' },
    appName: 'Fairlead',
    appUserId: 'U_APP',
    people: PEOPLE,
    userGroups: [{ id: 'S_LEADS', handle: 'release-leads', name: 'Release leads' }],
    channels: [
      channel('C_RELEASES', 'releases', 'Where releases of the shop are made, approved and watched'),
      channel('C_SHOP', 'shop', 'Everything about the shop'),
      channel('C_OPS', 'ops', 'Alerts and on-call'),
      { id: 'D_MIRA', name: 'fairlead', kind: 'im', topic: '', isArchived: false, members: ['U_MIRA', 'U_APP'] },
    ],
    messages: messages(),
    commands: [
      {
        command: '/release',
        description: 'Plan a release, or see where one stands',
        usage_hint: '[version] [--services "a,b"] | status | why | hold',
      },
      { command: '/rollback', description: 'Go back to a version that ran before', usage_hint: '[service] [version]' },
      { command: '/hotfix', description: 'Release one fix past the queue', usage_hint: '<commit>' },
    ],
    homes: {
      U_MIRA: {
        type: 'home',
        blocks: [
          { type: 'header', text: plain('Waiting for you') },
          { type: 'section', block_id: 'h1', text: { type: 'mrkdwn', text: 'Nothing waits for you.' } },
          { type: 'divider' },
          {
            type: 'actions',
            block_id: 'h2',
            elements: [{ type: 'button', action_id: 'refresh', text: plain('Refresh'), value: 'x' }],
          },
        ],
      },
    },
    modals: [],
    guide: guideSteps(),
    shop: shopPanel(),
    appConnected: true,
  };
}

function channel(id: string, name: string, topic: string): Picture['channels'][number] {
  return { id, name, topic, kind: 'channel', isArchived: false, members: EVERYBODY };
}
