import type { RichTextBlock, RichTextList, RichTextPreformatted, RichTextQuote, RichTextSection } from '@slack/types';
import type { Phrase } from '../text/phrase.ts';
import { plainLines } from '../text/plain.ts';
import type { Block } from './block.ts';

export type RichPart = RichTextBlock['elements'][number];

/** A block of rich text, in which what people wrote is only ever text. */
export function richText(...parts: readonly RichPart[]): Block {
  return { type: 'rich_text', elements: parts.reduce<readonly RichPart[]>(withPart, []) };
}

/** Neighbouring paragraphs become one with a line break between, since not every client breaks the line by itself. */
function withPart(parts: readonly RichPart[], part: RichPart): readonly RichPart[] {
  const last = parts.at(-1);
  if (last?.type !== 'rich_text_section' || part.type !== 'rich_text_section') return [...parts, part];
  const elements = [...last.elements, { type: 'text' as const, text: '\n' }, ...part.elements];
  return [...parts.slice(0, -1), { type: 'rich_text_section', elements }];
}

/** A paragraph. */
export function paragraph(phrase: Phrase): RichTextSection {
  return { type: 'rich_text_section', elements: [...phrase] };
}

/** A list with a bullet before each line; nothing at all when there are none. */
export function bullets(lines: readonly Phrase[], indent = 0): readonly RichTextList[] {
  if (lines.length === 0) return [];
  return [{ type: 'rich_text_list', style: 'bullet', indent, elements: lines.map(paragraph) }];
}

/** What a person said, set off by a bar. */
export function quote(phrase: Phrase): RichTextQuote {
  return { type: 'rich_text_quote', elements: [...phrase] };
}

/** The last `limit` characters of a program's output, letter for letter; nothing when there is none. */
export function preformatted(output: string, limit: number): readonly RichTextPreformatted[] {
  const text = plainLines(output, limit);
  return text === '' ? [] : [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }], border: 0 }];
}
