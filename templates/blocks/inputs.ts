import type { KnownBlock, PlainTextOption } from '@slack/types';
import { inputIds } from '../ids.ts';
import type { Block } from './block.ts';
import { plainText } from './text-object.ts';

type Common = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
  /** The `action_id` of a choice that changes what the modal shows; others are called `value`. */
  readonly dispatches?: string;
  /** What the value belongs to. Slack keeps what was typed when a modal is drawn again, unless the input belongs to something else now. */
  readonly of?: string;
};

/** A field to type in. */
export function textInput(
  field: Common & {
    readonly initial?: string;
    readonly placeholder?: string;
    readonly isLong?: boolean;
    readonly most: number;
  },
): Block {
  const { initial = '', placeholder = '', isLong = false, most } = field;
  return input(field, {
    type: 'plain_text_input',
    action_id: actionId(field),
    multiline: isLong,
    max_length: most,
    ...(initial === '' ? {} : { initial_value: initial.slice(0, most) }),
    ...(placeholder === '' ? {} : { placeholder: plainText(placeholder, 150) }),
  });
}

/** A choice of one, of at most 100. */
export function selectInput(
  field: Common & {
    readonly options: readonly PlainTextOption[];
    readonly initial?: string | null;
    readonly placeholder?: string;
  },
): Block {
  const options = field.options.slice(0, 100);
  const initial = options.find((one) => one.value === field.initial);
  return input(field, {
    type: 'static_select',
    action_id: actionId(field),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
    ...(field.placeholder === undefined ? {} : { placeholder: plainText(field.placeholder, 150) }),
  });
}

/** A choice of several: checkboxes up to ten, a menu beyond. */
export function severalInput(
  field: Common & { readonly options: readonly PlainTextOption[]; readonly chosen: readonly string[] },
): Block {
  const options = field.options.slice(0, 100);
  const initial = options.filter((one) => one.value !== undefined && field.chosen.includes(one.value));
  return input(field, {
    type: options.length <= 10 ? 'checkboxes' : 'multi_static_select',
    action_id: actionId(field),
    options,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  });
}

function actionId({ dispatches, of }: Common): string {
  return dispatches ?? (of === undefined ? inputIds.value : `${inputIds.value}_${of}`);
}

function input(field: Common, element: Readonly<Record<string, unknown>>): Block {
  return {
    type: 'input' satisfies KnownBlock['type'],
    block_id: field.id,
    label: plainText(field.label, 150),
    element,
    ...(field.hint === undefined ? {} : { hint: plainText(field.hint, 300) }),
    ...(field.isOptional === true ? { optional: true } : {}),
    ...(field.dispatches === undefined ? {} : { dispatch_action: true }),
  };
}

/** The same choice in a modal that has nothing to submit: Slack takes no inputs there, but choices that draw it again. */
export function withoutSubmit(block: Block): Block {
  return { type: 'actions', block_id: block.block_id, elements: [block.element] };
}
