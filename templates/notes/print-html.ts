import { inlineRuns, type Run } from './inline-runs.ts';
import type { Root, RootContent } from './markdown-tree.ts';

/**
 * Prints a tree as an HTML document for mail: no script, no style sheet, no form, nothing loaded but the images that are in the notes. All text
 * is escaped, and every address was checked when the notes were read.
 */
export function printHtml(title: string, root: Root): string {
  const body = root.children.map(blockHtml).join('\n');
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    '<body style="font-family:sans-serif;line-height:1.5;max-width:40em;margin:0 auto;padding:1em">',
    `<h1>${escapeHtml(title)}</h1>`,
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockHtml(node: RootContent): string {
  switch (node.type) {
    case 'heading': {
      const level = Math.min(6, Math.max(2, node.depth));
      return `<h${level}>${inlineHtml(inlineRuns(node.children))}</h${level}>`;
    }
    case 'paragraph':
      return `<p>${inlineHtml(inlineRuns(node.children))}</p>`;
    case 'code':
      return `<pre><code>${escapeHtml(node.value)}</code></pre>`;
    case 'thematicBreak':
      return '<hr>';
    case 'blockquote':
      return `<blockquote>\n${node.children.map(blockHtml).join('\n')}\n</blockquote>`;
    case 'list': {
      const name = node.ordered === true ? 'ol' : 'ul';
      const start =
        node.ordered === true && typeof node.start === 'number' && node.start !== 1 ? ` start="${node.start}"` : '';
      return `<${name}${start}>\n${node.children.map((item) => `<li>${itemHtml(item.children)}</li>`).join('\n')}\n</${name}>`;
    }
    default:
      return '';
  }
}

/** The first paragraph of an item needs no tags of its own. */
function itemHtml(children: readonly RootContent[]): string {
  const [first, ...rest] = children;
  if (first?.type !== 'paragraph') return children.map(blockHtml).join('\n');
  return [inlineHtml(inlineRuns(first.children)), ...rest.map(blockHtml)].join('\n');
}

function inlineHtml(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      if (run.kind === 'break') return '<br>';
      if (run.kind === 'image')
        return `<img src="${escapeHtml(run.url)}" alt="${escapeHtml(run.alt)}" style="max-width:100%">`;
      const code = run.code ? `<code>${escapeHtml(run.text)}</code>` : escapeHtml(run.text);
      const italic = run.italic ? `<em>${code}</em>` : code;
      const bold = run.bold ? `<strong>${italic}</strong>` : italic;
      return run.url === null ? bold : `<a href="${escapeHtml(run.url)}" rel="noreferrer">${bold}</a>`;
    })
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
