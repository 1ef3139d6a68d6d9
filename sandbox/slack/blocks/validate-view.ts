import { isJsonObject, type JsonObject, objectsIn } from '../json-object.ts';
import { also, byType, type Check, flag, oneOf, type Problem, shape, text } from './check.ts';
import { plainText } from './text-objects.ts';
import { validateBlocks } from './validate-blocks.ts';

const shared = {
  private_metadata: text(0, 3000),
  callback_id: text(0, 255),
  external_id: text(0, 255),
};

const modal: Check = also(
  shape(
    { type: oneOf('modal'), title: plainText(24), blocks: (value, at) => validateBlocks(value, at, 'modal') },
    {
      ...shared,
      close: plainText(24),
      submit: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
    },
  ),
  inputsNeedSubmit,
);

const home: Check = shape({ type: oneOf('home'), blocks: (value, at) => validateBlocks(value, at, 'home') }, shared);

function inputsNeedSubmit(view: JsonObject, at: string): readonly Problem[] {
  if (view.submit !== undefined) return [];
  const index = objectsIn(view.blocks).findIndex((block) => block.type === 'input');
  return index < 0
    ? []
    : [
        {
          pointer: `${at}/blocks/${index}/input`,
          message: 'must define `submit` to use an `input` block in modals',
        },
      ];
}

/** Everything Slack complains of in a modal or home view. */
export function validateView(view: unknown, at: string): readonly Problem[] {
  const problems = byType({ modal, home })(view, at);
  const isWhole = problems.length > 0 && isJsonObject(view);
  return isWhole ? [{ pointer: at, message: 'failed to match all allowed schemas' }, ...problems] : problems;
}
