import { type Block, type ColumnSetting, type TableCell, words } from '../block-types.ts';
import { LibraryBlock } from './library-block.tsx';

/** A `table` (first row is the head) or a `data_table` (head apart). slack-blocks-to-jsx draws neither number cells nor data tables. */
export function TableBlock({ block }: { readonly block: Block }) {
  const rows = block.rows ?? [];
  const [head, ...body] = block.header === undefined ? rows : [block.header, ...rows];
  const settings = block.column_settings ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
    <section className="table" aria-label={words(block.caption) || 'Table'} tabIndex={0}>
      <table>
        {block.caption !== undefined && <caption>{words(block.caption)}</caption>}
        <thead>
          <Row cells={head ?? []} settings={settings} isHead />
        </thead>
        <tbody>
          {body.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <Row key={index} cells={cells} settings={settings} isHead={false} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = {
  readonly cells: readonly TableCell[];
  readonly settings: readonly ColumnSetting[];
  readonly isHead: boolean;
};

function Row({ cells, settings, isHead }: RowProps) {
  const Cell = isHead ? 'th' : 'td';
  return (
    <tr>
      {cells.map((cell, index) => {
        const setting = settings[index];
        const align = setting?.align ?? (cell.type === 'raw_number' ? 'right' : 'left');
        const className = `align-${align}${setting?.is_wrapped === true ? ' wrapped' : ''}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
          <Cell key={index} className={className} {...(isHead ? { scope: 'col' } : {})}>
            {cell.type === 'rich_text' ? <LibraryBlock block={cell} /> : (cell.text ?? String(cell.value ?? ''))}
          </Cell>
        );
      })}
    </tr>
  );
}
