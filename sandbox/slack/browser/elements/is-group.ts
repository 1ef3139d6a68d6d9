import type { BlockElement } from '../block-types.ts';

/** True for elements drawn as a group of boxes, which a `<label for>` cannot name. */
export function isGroup(element: BlockElement): boolean {
  return ['checkboxes', 'radio_buttons'].includes(element.type) || element.type.startsWith('multi_');
}
