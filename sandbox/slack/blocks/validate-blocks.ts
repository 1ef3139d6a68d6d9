import { isJsonObject, type JsonObject, objectsIn } from '../json-object.ts';
import { byType, list, type Problem } from './check.ts';
import { layoutBlocks } from './layout-blocks.ts';
import { blockLimit, misplaced, type Surface } from './surfaces.ts';
import { tableCharacters } from './table-block.ts';
import { duplicateIds } from './unique-ids.ts';

/** Everything Slack complains of in the blocks of one message, modal or home, with pointers that start at `at`. */
export function validateBlocks(blocks: unknown, at: string, surface: Surface): readonly Problem[] {
  const problems = list(byType(layoutBlocks), 0, blockLimit[surface])(blocks, at);
  if (problems.length > 0) return problems;
  const known = objectsIn(blocks);
  return [...duplicateIds(known, at), ...misplaced(known, at, surface), ...focusTwice(known, at), ...sums(known, at)];
}

function sums(blocks: readonly JsonObject[], at: string): readonly Problem[] {
  const tables = blocks.filter((block) => block.type === 'table');
  const markdown = blocks.filter((block) => block.type === 'markdown');
  const markdownLength = markdown.reduce((sum, block) => sum + String(block.text).length, 0);
  return [
    ...(tableCharacters(tables) > 10_000
      ? [{ pointer: at, message: 'table content must be less than 10001 characters' }]
      : []),
    ...(markdownLength > 12_000 ? [{ pointer: at, message: 'markdown text must be less than 12001 characters' }] : []),
  ];
}

function focusTwice(blocks: readonly JsonObject[], at: string): readonly Problem[] {
  const focused = blocks
    .flatMap((block) => [...objectsIn(block.elements), block.accessory, block.element])
    .filter((element) => isJsonObject(element) && element.focus_on_load === true);
  return focused.length > 1 ? [{ pointer: at, message: '`focus_on_load` can be set on one element only' }] : [];
}
