import { isJsonObject } from '../json-object.ts';
import { byType, type Check, flag, list, number, oneOf, shape, text } from './check.ts';
import { richText } from './rich-text-block.ts';
import { identifier } from './text-objects.ts';

const cell: Check = byType({
  raw_text: shape({ type: oneOf('raw_text'), text: text(1, 10_000) }),
  raw_number: shape({ type: oneOf('raw_number'), value: number, text: text(1, 255) }),
  rich_text: richText,
});

const settings: Check = (value, at) =>
  value === null ? [] : shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag })(value, at);

/** A `table` block: up to 100 rows of up to 20 cells. */
export const table: Check = shape(
  { type: oneOf('table'), rows: list(list(cell, 1, 20), 1, 100) },
  { block_id: identifier, column_settings: list(settings, 0, 20) },
);

/** All characters shown in the cells of a table; Slack allows 10,000 over all tables of a message. */
export function tableCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + tableCharacters(entry), 0);
  if (!isJsonObject(value)) return 0;
  const own = typeof value.text === 'string' ? value.text.length : 0;
  return own + tableCharacters(value.rows) + tableCharacters(value.elements);
}
