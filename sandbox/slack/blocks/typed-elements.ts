import { also, type Check, flag, list, must, oneOf, pattern, shape, text, whole } from './check.ts';
import { dispatchConfig } from './composition-objects.ts';
import { richText } from './rich-text-block.ts';
import { identifier, placeholder } from './text-objects.ts';

const common = { action_id: identifier, placeholder, focus_on_load: flag, dispatch_action_config: dispatchConfig };
const numeral = pattern(/^-?\d+(\.\d+)?$/, 'must be a number in a string');

/** The elements a person types into, by type; all but the rich text input live in input blocks only. */
export const typedElements = {
  plain_text_input: also(
    shape(
      { type: oneOf('plain_text_input') },
      {
        ...common,
        initial_value: text(0, 3000),
        multiline: flag,
        min_length: whole(0, 3000),
        max_length: whole(1, 3000),
      },
    ),
    must(
      (value) => Number(value.min_length ?? 0) <= Number(value.max_length ?? 3000),
      '`min_length` must be less than or equal to `max_length`',
    ),
  ),
  number_input: also(
    shape(
      { type: oneOf('number_input'), is_decimal_allowed: flag },
      { ...common, initial_value: numeral, min_value: numeral, max_value: numeral },
    ),
    must(
      (value) => Number(value.min_value ?? -Infinity) <= Number(value.max_value ?? Infinity),
      '`min_value` must be less than or equal to `max_value`',
    ),
  ),
  email_text_input: shape({ type: oneOf('email_text_input') }, { ...common, initial_value: text(0, 3000) }),
  url_text_input: shape({ type: oneOf('url_text_input') }, { ...common, initial_value: text(0, 3000) }),
  file_input: shape(
    { type: oneOf('file_input') },
    { action_id: identifier, filetypes: list(text(1, 50), 1, 100), max_files: whole(1, 10) },
  ),
  rich_text_input: shape(
    { type: oneOf('rich_text_input') },
    { ...common, initial_value: richText, min_lines: whole(1, 100), max_lines: whole(1, 100) },
  ),
} satisfies Record<string, Check>;
