import { isJsonObject, type JsonObject, objectsIn } from '../json-object.ts';
import type { Counters } from './counters.ts';

/**
 * The blocks with the `block_id`s and `action_id`s that Slack makes up where the app left them out. The nth block of a type keeps the id that
 * the nth one had `before`, so that a button stays the same one when its message is updated under a person's hand.
 */
export function fillBlockIds(
  blocks: readonly JsonObject[],
  counters: Counters,
  before: readonly JsonObject[] = [],
): readonly JsonObject[] {
  const given = new Set(blocks.map(({ block_id }) => block_id));
  const free = before.filter(({ block_id }) => !given.has(block_id));
  const idFor = (type: unknown): unknown => {
    const at = free.findIndex((one) => one.type === type);
    return at === -1 ? counters.id('b') : free.splice(at, 1)[0]?.block_id;
  };
  return blocks.map((block) => ({
    ...block,
    ...(block.block_id === undefined ? { block_id: idFor(block.type) } : {}),
    ...filled(block, counters),
  }));
}

const interactive = /button|select|input|picker|checkboxes|overflow/;

function filled(block: JsonObject, counters: Counters): JsonObject {
  const withId = (element: JsonObject): JsonObject =>
    element.action_id === undefined && interactive.test(String(element.type))
      ? { ...element, action_id: counters.id('a') }
      : element;
  if (block.type === 'actions' || block.type === 'context_actions') {
    return { elements: objectsIn(block.elements).map(withId) };
  }
  if (block.type === 'section' && isJsonObject(block.accessory)) return { accessory: withId(block.accessory) };
  if (block.type === 'input' && isJsonObject(block.element)) return { element: withId(block.element) };
  return {};
}

/** The interactive elements of one block: of an actions block, a section's accessory, an input's element. */
export function elementsOf(block: JsonObject): readonly JsonObject[] {
  const single = [block.accessory, block.element].filter(isJsonObject);
  return block.type === 'actions' || block.type === 'context_actions' ? objectsIn(block.elements) : single;
}
