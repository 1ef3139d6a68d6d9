import { toMarkdown } from 'mdast-util-to-markdown';
import type { Root } from './markdown-tree.ts';

/** Prints a tree as Markdown with `-` for lists and fences for code; reading that gives the tree again. */
export function printMarkdown(root: Root): string {
  return toMarkdown(root, { bullet: '-', emphasis: '_', fences: true, listItemIndent: 'one', rule: '-' });
}
