import type { Inline, Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { linked } from '../text/styled.ts';

/** A line of the Markdown that Fairlead generates: a heading, a list item, or a paragraph. */
export type MarkdownLine = { readonly kind: 'heading' | 'item' | 'paragraph'; readonly phrase: Phrase };

/** Longer than any line the changelog writes; a longer one is taken apart, not cut. */
const longestLine = 2_500;

/**
 * Reads generated Markdown (headings, one level of lists, bold and code spans, links, escapes) as phrases, so that what people wrote in it
 * is text and not markup. Nothing is left out but the addresses of references at the foot.
 */
export function markdownLines(markdown: string): readonly MarkdownLine[] {
  return markdown
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\[[^\]]+\]: https?:\S+$/.test(line))
    .flatMap((line) => pieces(line).map((piece, index) => lineOf(piece, index > 0)));
}

function lineOf(line: string, isContinued: boolean): MarkdownLine {
  const heading = isContinued ? null : /^#{1,6} (.*)$/.exec(line);
  if (heading !== null) return { kind: 'heading', phrase: spans(heading[1] ?? '', true) };
  const item = isContinued ? null : /^- (.*)$/.exec(line);
  if (item !== null) return { kind: 'item', phrase: spans(item[1] ?? '', false) };
  return { kind: 'paragraph', phrase: spans(line.trim(), false) };
}

function pieces(line: string): readonly string[] {
  const characters = Array.from(line);
  const count = Math.max(1, Math.ceil(characters.length / longestLine));
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * longestLine, (index + 1) * longestLine).join(''),
  );
}

function spans(text: string, isBold: boolean): Phrase {
  const parts = text.split(/(\*\*[^*]+\*\*|(?<!\\)`[^`]+`|(?<!\\)\[(?:[^[\]\\]|\\.)+\]\(https?:\/\/[^\s()]+\))/);
  const found = parts.flatMap((part, index): readonly Inline[] => {
    if (part === '') return [];
    if (index % 2 === 0) return [inline(unescaped(part), isBold ? 'bold' : null)];
    const [, label = '', url] = /^\[(.+)\]\((\S+)\)$/.exec(part) ?? [];
    if (url !== undefined) return linked(unescaped(label), url);
    return part.startsWith('**') ? [inline(unescaped(part.slice(2, -2)), 'bold')] : [inline(part.slice(1, -1), 'code')];
  });
  return found.length === 0 ? [inline('-', null)] : found;
}

function unescaped(text: string): string {
  return text
    .replace(/\\([\\<>[\]#+=*`~-])/g, '$1')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '');
}

function inline(text: string, style: 'bold' | 'code' | null): Inline {
  const [before = '', after = ''] = [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]];
  const middle = plain(text, longestLine * 2);
  const whole = middle === '' ? ' ' : `${before === '' ? '' : ' '}${middle}${after === '' ? '' : ' '}`;
  return { type: 'text', text: whole, ...(style === null ? {} : { style: { [style]: true } }) };
}
