import { type Check, list, oneOf, shape, text, url } from './check.ts';
import { confirm, overflowOption } from './composition-objects.ts';
import { identifier, plainText } from './text-objects.ts';

const feedback: Check = shape({ text: plainText(75), value: text(1, 2000) }, { accessibility_label: text(1, 75) });

/** Buttons and the overflow menu, by type. */
export const buttonElements = {
  button: shape(
    { type: oneOf('button'), text: plainText(75) },
    {
      action_id: identifier,
      value: text(0, 2000),
      url,
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: text(1, 75),
    },
  ),
  overflow: shape({ type: oneOf('overflow'), options: list(overflowOption, 1, 5) }, { action_id: identifier, confirm }),
} satisfies Record<string, Check>;

/** The elements of a `context_actions` block, by type. */
export const contextActionElements = {
  feedback_buttons: shape(
    { type: oneOf('feedback_buttons'), positive_button: feedback, negative_button: feedback },
    { action_id: identifier },
  ),
  icon_button: shape(
    { type: oneOf('icon_button'), icon: oneOf('trash'), text: plainText(75) },
    {
      action_id: identifier,
      value: text(0, 2000),
      confirm,
      accessibility_label: text(1, 75),
      visible_to_user_ids: list(text(1, 255), 1, 100),
    },
  ),
} satisfies Record<string, Check>;
