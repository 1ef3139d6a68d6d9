import { cleanText } from '../commits/clean-text.ts';

/** Text that is Markdown already, which a template puts in as it is. */
export type Markdown = { readonly markdown: string; readonly toString: () => string };

/** Marks a text as Markdown. */
export function markdown(text: string): Markdown {
  return { markdown: text, toString: () => text };
}

/**
 * One line of foreign text as Markdown (CommonMark 0.31) that shows exactly that text: nothing in it is a link, an image, HTML, emphasis
 * or the start of a block. Code spans in backticks stay code.
 */
export function asMarkdown(text: string): string {
  return insideMarkdown(text)
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** The same where something stands before it, so that it can begin no block. */
export function insideMarkdown(text: string): string {
  const parts = cleanText(text, 2_000).split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : escapeText(part))).join('');
}

function escapeText(text: string): string {
  return text
    .replace(/[\\`*[\]<>~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}
