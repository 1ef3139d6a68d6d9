import { buttonElements, contextActionElements } from './button-elements.ts';
import { also, byType, type Check, flag, list, must, oneOf, shape, text, url } from './check.ts';
import { choiceElements } from './choice-elements.ts';
import { slackFile } from './composition-objects.ts';
import { pickerElements } from './picker-elements.ts';
import { richText } from './rich-text-block.ts';
import { selectElements } from './select-elements.ts';
import { table } from './table-block.ts';
import { anyText, identifier, plainText } from './text-objects.ts';
import { typedElements } from './typed-elements.ts';

const blockId = { block_id: identifier };
const { datepicker, timepicker, datetimepicker } = pickerElements;
const { rich_text_input: richTextInput, ...inputOnly } = typedElements;

const hasOneSource = must(
  (value) => (value.image_url === undefined) !== (value.slack_file === undefined),
  'must define either `slack_file` or `image_url`',
);
const imageElement: Check = also(
  shape({ type: oneOf('image'), alt_text: text(1, 2000) }, { image_url: url, slack_file: slackFile }),
  hasOneSource,
);
const accessory: Check = byType({
  ...buttonElements,
  ...selectElements,
  ...choiceElements,
  datepicker,
  timepicker,
  image: imageElement,
});
const actionElement: Check = byType({
  ...buttonElements,
  ...selectElements,
  ...choiceElements,
  datepicker,
  timepicker,
  datetimepicker,
  rich_text_input: richTextInput,
});
const inputElement: Check = byType({
  ...selectElements,
  ...choiceElements,
  datepicker,
  timepicker,
  datetimepicker,
  rich_text_input: richTextInput,
  ...inputOnly,
});
const contextElement: Check = (value, at) =>
  byType({ image: imageElement, plain_text: anyText(3000), mrkdwn: anyText(3000) })(value, at);

/** Every block the sandbox knows, by type, with Slack's limits. */
export const layoutBlocks = {
  section: also(
    shape(
      { type: oneOf('section') },
      { ...blockId, text: anyText(3000), fields: list(anyText(2000), 1, 10), accessory, expand: flag },
    ),
    must((value) => value.text !== undefined || value.fields !== undefined, 'must define either `text` or `fields`'),
  ),
  header: shape({ type: oneOf('header'), text: plainText(150) }, blockId),
  divider: shape({ type: oneOf('divider') }, blockId),
  context: shape({ type: oneOf('context'), elements: list(contextElement, 1, 10) }, blockId),
  actions: shape({ type: oneOf('actions'), elements: list(actionElement, 1, 25) }, blockId),
  context_actions: shape(
    { type: oneOf('context_actions'), elements: list(byType(contextActionElements), 1, 5) },
    blockId,
  ),
  image: also(
    shape(
      { type: oneOf('image'), alt_text: text(1, 2000) },
      { ...blockId, image_url: url, slack_file: slackFile, title: plainText(2000) },
    ),
    hasOneSource,
  ),
  input: shape(
    { type: oneOf('input'), label: plainText(2000), element: inputElement },
    { ...blockId, hint: plainText(2000), optional: flag, dispatch_action: flag },
  ),
  rich_text: richText,
  markdown: shape({ type: oneOf('markdown'), text: text(1, 12_000) }, blockId),
  table,
} satisfies Record<string, Check>;
