import { inlineRuns, type Run } from './inline-runs.ts';
import type { Root, RootContent } from './markdown-tree.ts';

/** Prints a tree as plain text: headings underlined, a dash before each item, addresses in angle brackets behind what led to them. */
export function printPlain(title: string, root: Root): string {
  const blocks = root.children.map((node) => blockLines(node).join('\n'));
  return `${[underlined(title, '=').join('\n'), ...blocks].join('\n\n')}\n`;
}

function blockLines(node: RootContent): readonly string[] {
  switch (node.type) {
    case 'heading':
      return underlined(inlineText(inlineRuns(node.children)), '-');
    case 'paragraph':
      return inlineText(inlineRuns(node.children)).split('\n');
    case 'code':
      return node.value.split('\n').map((line) => `    ${line}`.trimEnd());
    case 'thematicBreak':
      return ['---'];
    case 'blockquote':
      return apart(node.children).map((line) => `> ${line}`.trimEnd());
    case 'list':
      return node.children.flatMap((item, index) => {
        const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : '- ';
        return apart(item.children).map((line, place) =>
          `${place === 0 ? mark : ' '.repeat(mark.length)}${line}`.trimEnd(),
        );
      });
    default:
      return [];
  }
}

function apart(nodes: readonly RootContent[]): readonly string[] {
  return nodes.flatMap((node, index) => [...(index > 0 && node.type !== 'list' ? [''] : []), ...blockLines(node)]);
}

function underlined(text: string, mark: string): readonly string[] {
  return [text, mark.repeat(Math.min(72, Math.max(3, text.length)))];
}

/** The text of runs, line breaks kept. */
function inlineText(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      if (run.kind === 'break') return '\n';
      if (run.kind === 'image') return `[${run.alt || 'image'}] <${run.url}>`;
      return run.url === null || run.url === run.text ? run.text : `${run.text} <${run.url}>`;
    })
    .join('');
}
