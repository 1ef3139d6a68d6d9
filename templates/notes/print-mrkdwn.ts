import { escapeMrkdwn } from '../text/escape-mrkdwn.ts';
import { inlineRuns, type Run } from './inline-runs.ts';
import type { Root, RootContent } from './markdown-tree.ts';

/**
 * Prints a tree as Slack's mrkdwn, to be pasted or sent by something else: Slack's control characters are escaped, so nobody is mentioned
 * and no link leads elsewhere than it says.
 */
export function printMrkdwn(title: string, root: Root): string {
  const blocks = root.children.map((node) => blockLines(node).join('\n'));
  return `${[bold(escapeMrkdwn(title)), ...blocks].join('\n\n')}\n`;
}

function blockLines(node: RootContent): readonly string[] {
  switch (node.type) {
    case 'heading':
      return [bold(inline(inlineRuns(node.children), false))];
    case 'paragraph':
      return inline(inlineRuns(node.children), true).split('\n');
    case 'code':
      return ['```', ...escapeMrkdwn(node.value.replaceAll('```', "'''")).split('\n'), '```'];
    case 'thematicBreak':
      return ['---'];
    case 'blockquote':
      return node.children.flatMap(blockLines).map((line) => `> ${line}`.trimEnd());
    case 'list':
      return node.children.flatMap((item, index) => {
        const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : '\u2022 ';
        return item.children
          .flatMap(blockLines)
          .map((line, place) => `${place === 0 ? mark : ' '.repeat(mark.length)}${line}`.trimEnd());
      });
    default:
      return [];
  }
}

function inline(runs: readonly Run[], mayStyle: boolean): string {
  return runs
    .map((run) => {
      if (run.kind === 'break') return '\n';
      if (run.kind === 'image') return link(run.url, run.alt || 'image');
      const text = run.url === null ? escapeMrkdwn(run.text) : link(run.url, run.text);
      if (run.code) return around('`', text);
      const italic = run.italic && mayStyle ? around('_', text) : text;
      return run.bold && mayStyle ? around('*', italic) : italic;
    })
    .join('');
}

/** The mark stands beside the words, or Slack shows it. */
function around(mark: string, text: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return middle === '' || middle.includes(mark) ? text : `${before}${mark}${middle}${mark}${after}`;
}

function bold(text: string): string {
  return around('*', text);
}

function link(url: string, text: string): string {
  return `<${escapeMrkdwn(url).replaceAll('|', '%7C')}|${escapeMrkdwn(text).replaceAll('|', '\u2758')}>`;
}
