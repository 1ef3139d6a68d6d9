import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import type { MarkdownLine } from './markdown-lines.ts';

/** Lines as parts of one rich text block; neighbouring items make one list. */
export function markdownParts(lines: readonly MarkdownLine[]): readonly RichPart[] {
  const parts: RichPart[] = [];
  let items: MarkdownLine[] = [];
  const closeList = (): void => {
    parts.push(...bullets(items.map((item) => item.phrase)));
    items = [];
  };
  for (const line of lines) {
    if (line.kind === 'item') {
      items.push(line);
      continue;
    }
    closeList();
    parts.push(paragraph(line.phrase));
  }
  closeList();
  return parts;
}
