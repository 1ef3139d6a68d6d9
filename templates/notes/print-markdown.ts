import type { Nodes, Root } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';

/** Prints a tree as Markdown with `-` for lists and fences for code; reading that gives the tree again. */
export function printMarkdown(root: Root): string {
  return toMarkdown(root, { bullet: '-', emphasis: '_', fences: true, listItemIndent: 'one', rule: '-' });
}

/** The same for a page on a forge, where `@name` in it notifies nobody. */
export function printForgeMarkdown(root: Root): string {
  return printMarkdown(withoutMentions(root) as Root);
}

function withoutMentions(node: Nodes): Nodes {
  if (node.type === 'text') return { ...node, value: node.value.replace(/(?<![\w`])@(?=[A-Za-z0-9])/g, '@\u200b') };
  if (!('children' in node)) return node;
  return { ...node, children: node.children.map(withoutMentions) } as Nodes;
}
