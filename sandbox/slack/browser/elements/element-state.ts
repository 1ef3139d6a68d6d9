import type { Block, BlockElement, Option } from '../block-types.ts';

/** What an input holds, in Slack's own field: `{type:'static_select', selected_option}`, `{type:'plain_text_input', value}`. */
export type ElementState = Readonly<Record<string, unknown>> & { readonly type: string };

/** Typed state of one surface, keyed by block and action. */
export type Typed = ReadonlyMap<string, ElementState>;

/** An element that holds state, with the ids Slack files it under. */
export type PlacedElement = {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: BlockElement;
  readonly block: Block;
};

/** Which field of Slack's state each stateful element fills. */
const FIELD: Readonly<Record<string, string>> = {
  plain_text_input: 'value',
  number_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  static_select: 'selected_option',
  radio_buttons: 'selected_option',
  multi_static_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

/** The state field of an element type; nothing for elements without state (buttons, overflow menus, images). */
export function stateField(type: string): string | undefined {
  return FIELD[type];
}

/** The key of an element's typed state. */
export function stateKey(blockId: string, actionId: string): string {
  return `${blockId}\u0000${actionId}`;
}

/** The state an element starts with, from its `initial_*` fields. */
export function initialState(element: BlockElement): ElementState {
  const { type } = element;
  const field = FIELD[type] ?? 'value';
  return { type, [field]: initialValue(element) };
}

function initialValue(element: BlockElement): unknown {
  switch (FIELD[element.type]) {
    case 'value':
      return element.initial_value === undefined ? null : String(element.initial_value);
    case 'selected_option':
      return element.initial_option ?? null;
    case 'selected_options':
      return element.initial_options ?? [];
    case 'selected_user':
      return element.initial_user ?? null;
    case 'selected_users':
      return element.initial_users ?? [];
    case 'selected_conversation':
      return element.initial_conversation ?? null;
    case 'selected_conversations':
      return element.initial_conversations ?? [];
    case 'selected_channel':
      return element.initial_channel ?? null;
    case 'selected_channels':
      return element.initial_channels ?? [];
    case 'selected_date':
      return element.initial_date ?? null;
    case 'selected_time':
      return element.initial_time ?? null;
    default:
      return element.initial_date_time ?? null;
  }
}

/** Every stateful element of the blocks in order, with the ids to file it under. */
export function placedElements(blocks: readonly Block[]): readonly PlacedElement[] {
  return blocks.flatMap((block, index) => {
    const blockId = blockIdOf(block, index);
    const own = [block.element, block.accessory, ...(block.elements ?? []), ...(block.actions ?? [])];
    const placed = own.flatMap((element, at) =>
      element !== undefined && FIELD[element.type] !== undefined
        ? [{ blockId, actionId: element.action_id ?? String(at), element, block }]
        : [],
    );
    return [...placed, ...placedElements(block.child_blocks ?? []), ...placedElements(block.cards ?? [])];
  });
}

/** A block's id, or a stable stand-in from its place when it has none. */
export function blockIdOf(block: Block, index: number): string {
  return block.block_id ?? `block-${index}`;
}

/** The state of every stateful element as Slack's `view.state.values`: typed where typed, else initial. */
export function stateValues(blocks: readonly Block[], typed: Typed): Record<string, Record<string, ElementState>> {
  const values: Record<string, Record<string, ElementState>> = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const state = typed.get(stateKey(blockId, actionId));
    const current = state?.type === element.type ? state : initialState(element);
    values[blockId] = { ...values[blockId], [actionId]: current };
  }
  return values;
}

/**
 * Typed state after a view changed: kept where block_id, action_id and type are the same, dropped elsewhere, as Slack does.
 */
export function pruneTyped(blocks: readonly Block[], typed: Typed): Typed {
  const alive = new Map(placedElements(blocks).map((one) => [stateKey(one.blockId, one.actionId), one.element.type]));
  const kept = [...typed].filter(([key, state]) => alive.get(key) === state.type);
  return kept.length === typed.size ? typed : new Map(kept);
}

/** All options of a select, groups flattened. */
export function allOptions(element: BlockElement): readonly Option[] {
  return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
}

/** What a Slack client refuses before it sends a modal: empty required inputs, lengths and numbers out of range. By block_id. */
export function inputProblems(blocks: readonly Block[], typed: Typed): Record<string, string> {
  const values = stateValues(blocks, typed);
  const problems: Record<string, string> = {};
  for (const { blockId, actionId, element, block } of placedElements(blocks)) {
    if (block.type !== 'input') continue;
    const state = values[blockId]?.[actionId];
    const value = state?.[FIELD[element.type] ?? 'value'];
    const problem = inputProblem(element, value, block.optional === true);
    if (problem !== null) problems[blockId] = problem;
  }
  return problems;
}

function inputProblem(element: BlockElement, value: unknown, isOptional: boolean): string | null {
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return isOptional ? null : 'Please complete this required field.';
  if (element.type === 'number_input') return numberProblem(element, String(value));
  if (typeof value !== 'string' || FIELD[element.type] !== 'value') return null;
  if (element.min_length !== undefined && value.length < element.min_length) {
    return `Please enter at least ${element.min_length} characters.`;
  }
  if (element.max_length !== undefined && value.length > element.max_length) {
    return `Please enter at most ${element.max_length} characters.`;
  }
  return null;
}

function numberProblem(element: BlockElement, value: string): string | null {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Please enter a number of at least ${element.min_value}.`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Please enter a number of at most ${element.max_value}.`;
  }
  return null;
}
