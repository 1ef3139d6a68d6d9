import { byType, type Check, flag, oneOf, shape, text } from './check.ts';

/** A `plain_text` object of 1 to `max` characters. */
export function plainText(max: number): Check {
  return byType({ plain_text: shape({ type: oneOf('plain_text'), text: text(1, max) }, { emoji: flag }) });
}

/** A `plain_text` or `mrkdwn` object of 1 to `max` characters. */
export function anyText(max: number): Check {
  return byType({
    plain_text: shape({ type: oneOf('plain_text'), text: text(1, max) }, { emoji: flag }),
    mrkdwn: shape({ type: oneOf('mrkdwn'), text: text(1, max) }, { verbatim: flag }),
  });
}

/** An `action_id` or `block_id`: 1 to 255 characters. */
export const identifier: Check = text(1, 255);

/** A placeholder: plain text of at most 150 characters. */
export const placeholder: Check = plainText(150);
