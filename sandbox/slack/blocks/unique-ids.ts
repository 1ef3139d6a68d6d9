import type { JsonObject } from '../json-object.ts';
import { elementsOf } from '../workspace/block-ids.ts';
import type { Problem } from './check.ts';

/** Complains of a `block_id` used by two blocks and of an `action_id` used twice in one block. */
export function duplicateIds(blocks: readonly JsonObject[], at: string): readonly Problem[] {
  const blockIds = blocks.map((block, index) => ({ id: block.block_id, pointer: `${at}/${index}/block_id` }));
  const actionIds = blocks.map((block, index) =>
    elementsOf(block).map((element, place) => ({
      id: element.action_id,
      pointer: `${at}/${index}/elements/${place}/action_id`,
    })),
  );
  return [...repeated('block_id', blockIds), ...actionIds.flatMap((ids) => repeated('action_id', ids))];
}

function repeated(
  field: string,
  ids: readonly { readonly id: unknown; readonly pointer: string }[],
): readonly Problem[] {
  const seen = new Set<unknown>();
  return ids.flatMap(({ id, pointer }) => {
    if (id === undefined) return [];
    if (seen.has(id)) return [{ pointer, message: `\`${field}\` "${String(id)}" already exists` }];
    seen.add(id);
    return [];
  });
}
