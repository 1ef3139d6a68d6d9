import { also, type Check, flag, list, must, oneOf, shape, text, url } from './check.ts';
import { anyText, plainText } from './text-objects.ts';

/** A confirm dialog: title to 100, text to 300, buttons to 30 characters. */
export const confirm: Check = shape(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

/** An option of a select menu. */
export const menuOption: Check = shape({ text: plainText(75), value: text(1, 75) }, { description: plainText(75) });

/** An option of an overflow menu, which may open an address. */
export const overflowOption: Check = shape(
  { text: plainText(75), value: text(1, 75) },
  { description: plainText(75), url },
);

/** An option of checkboxes or radio buttons, whose text may be mrkdwn. */
export const choiceOption: Check = shape({ text: anyText(75), value: text(1, 75) }, { description: anyText(75) });

/** A labelled group of up to 100 options. */
export const optionGroup: Check = shape({ label: plainText(75), options: list(menuOption, 1, 100) });

/** A filter of a conversations menu; one of its fields is needed. */
export const conversationFilter: Check = also(
  shape(
    {},
    {
      include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
  ),
  must((filter) => Object.keys(filter).length > 0, 'must define at least one of the filter fields'),
);

/** When an input tells the app of typing. */
export const dispatchConfig: Check = shape({
  trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2),
});

/** A Slack file, by address or id, not both. */
export const slackFile: Check = also(
  shape({}, { id: text(1, 255), url }),
  must((file) => (file.id === undefined) !== (file.url === undefined), 'must define either `id` or `url`'),
);
