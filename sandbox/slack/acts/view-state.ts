import { isJsonObject, type JsonObject, objectsIn } from '../json-object.ts';
import { elementsOf } from '../workspace/block-ids.ts';

/** For each stateful element type: the field its value is sent in, and the field of its first value. */
const valueFields: Readonly<Record<string, readonly [string, string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_static_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  file_input: ['files', 'files'],
};

const lists: ReadonlySet<string> = new Set(['selected_options', 'selected_users', 'selected_channels', 'files']);

/** `state.values` of some blocks: what the person chose, and the initial values of what they left alone. */
export function stateValues(blocks: readonly JsonObject[], chosen: JsonObject): JsonObject {
  const entries = blocks.flatMap((block) => {
    const own = elementsOf(block).filter((element) => Object.hasOwn(valueFields, String(element.type)));
    if (own.length === 0) return [];
    const given = objectField(chosen, String(block.block_id));
    const values = own.map((element) => [String(element.action_id), elementState(element, given)]);
    return [[String(block.block_id), Object.fromEntries(values)]];
  });
  return Object.fromEntries(entries);
}

function elementState(element: JsonObject, given: JsonObject): JsonObject {
  const type = String(element.type);
  const fields = Object.hasOwn(valueFields, type) ? valueFields[type] : undefined;
  const [field, initial] = fields ?? ['value', 'initial_value'];
  const chosen = objectField(given, String(element.action_id));
  const empty = lists.has(field) || field === 'selected_conversations' ? [] : null;
  const value = Object.hasOwn(chosen, field) ? chosen[field] : (element[initial] ?? empty);
  return { type, [field]: value };
}

const missing = 'Please complete this required field.';

/** What the person must still fill in before a modal can be sent, by block_id; empty if nothing. */
export function unmetInputs(blocks: readonly JsonObject[], values: JsonObject): Readonly<Record<string, string>> {
  const unmet = blocks
    .filter((block) => block.type === 'input' && isJsonObject(block.element))
    .flatMap((block): [string, string][] => {
      const element = isJsonObject(block.element) ? block.element : {};
      const id = String(block.block_id);
      const complaint = complaintOf(element, objectField(objectField(values, id), String(element.action_id)));
      const isExcused = complaint === missing && block.optional === true;
      return complaint === undefined || isExcused ? [] : [[id, complaint]];
    });
  return Object.fromEntries(unmet);
}

function complaintOf(element: JsonObject, state: JsonObject): string | undefined {
  const { type: _type, ...fields } = state;
  const value = Object.values(fields)[0];
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return missing;
  }
  if (element.type === 'number_input') return numberComplaint(element, Number(value));
  if (element.type !== 'plain_text_input' || typeof value !== 'string') return undefined;
  if (value.length < Number(element.min_length ?? 0)) return `Enter at least ${element.min_length} characters.`;
  const most = Number(element.max_length ?? 3000);
  return value.length > most ? `Enter at most ${most} characters.` : undefined;
}

function numberComplaint(element: JsonObject, value: number): string | undefined {
  if (!Number.isFinite(value)) return 'Enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(value)) return 'Enter a whole number.';
  if (element.min_value !== undefined && value < Number(element.min_value))
    return `Enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && value > Number(element.max_value))
    return `Enter ${element.max_value} or less.`;
  return undefined;
}

/** The inputs of a modal that ask for a response_url, with the conversation chosen in them. */
export function chosenConversations(blocks: readonly JsonObject[], values: JsonObject) {
  return blocks.flatMap((block) =>
    [block.element].filter(isJsonObject).flatMap((element) => {
      const state = objectField(objectField(values, String(block.block_id)), String(element.action_id));
      const channel = state.selected_conversation ?? state.selected_channel;
      return element.response_url_enabled === true && typeof channel === 'string'
        ? [{ block_id: String(block.block_id), action_id: String(element.action_id), channel_id: channel }]
        : [];
    }),
  );
}

/** The blocks of a view's or message's content. */
export function blocksIn(content: JsonObject): readonly JsonObject[] {
  return objectsIn(content.blocks);
}

function objectField(object: JsonObject, field: string): JsonObject {
  const value = Object.hasOwn(object, field) ? object[field] : undefined;
  return isJsonObject(value) ? value : {};
}
