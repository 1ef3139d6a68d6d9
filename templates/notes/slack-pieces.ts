import type { RichTextSection } from '@slack/types';
import { isPublicImage } from '#domain/notes/note-image.ts';
import type { Block } from '../blocks/block.ts';
import type { RichPart } from '../blocks/rich-text.ts';
import { inlineRuns, type Run } from './inline-runs.ts';
import type { PhrasingContent, Root, RootContent } from './markdown-tree.ts';

type Element = RichTextSection['elements'][number];

/** The list an item stands in; `offset` is the number before its first. */
export type ListStyle = { readonly style: 'bullet' | 'ordered'; readonly indent: number; readonly offset?: number };

/** The smallest thing that is never parted: a line, an item, a picture. `weight` is what it counts for in a message. */
export type SlackPiece =
  | { readonly kind: 'part'; readonly part: RichPart; readonly isHeading: boolean; readonly weight: number }
  | {
      readonly kind: 'item';
      readonly list: ListStyle;
      readonly elements: readonly Element[];
      readonly weight: number;
    }
  | { readonly kind: 'block'; readonly block: Block; readonly weight: number };

/** Longer stretches are taken apart, not cut. */
const longestText = 2_400;

/** Notes as pieces of Slack messages, in which text is only ever text. Images a stranger cannot load become links. Nothing is left out. */
export function slackPieces(root: Root): readonly SlackPiece[] {
  return root.children.flatMap((node) => blockPieces(node, 0));
}

function blockPieces(node: RootContent, indent: number): readonly SlackPiece[] {
  switch (node.type) {
    case 'heading':
      return sections(node.children.length === 0 ? [] : [{ type: 'strong', children: node.children }], true);
    case 'paragraph':
      return sections(node.children, false);
    case 'code':
      return pieces(node.value || ' ').map((text) =>
        part({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }], border: 0 }, text.length),
      );
    case 'thematicBreak':
      return [{ kind: 'block', block: { type: 'divider' }, weight: 100 }];
    case 'blockquote':
      return node.children.flatMap((child) => blockPieces(child, indent).map(quoted));
    case 'list':
      return node.children.flatMap((item, index) => {
        const offset = (node.start ?? 1) - 1 + index;
        const list =
          node.ordered === true ? { style: 'ordered' as const, indent, offset } : { style: 'bullet' as const, indent };
        return itemPieces(item.children, list, indent);
      });
    default:
      return [];
  }
}

/** What follows the first paragraph of an item stands below it: paragraphs inside the item, anything else behind it. */
function itemPieces(children: readonly RootContent[], list: ListStyle, indent: number): readonly SlackPiece[] {
  const found: SlackPiece[] = [];
  let line: Element[] = [];
  const close = (): void => {
    if (line.length > 0) found.push({ kind: 'item', list, elements: line, weight: weightOf(line) });
    line = [];
  };
  for (const child of children) {
    if (child.type !== 'paragraph' && child.type !== 'heading') {
      close();
      found.push(...blockPieces(child, Math.min(8, indent + 1)));
      continue;
    }
    for (const stretch of stretches(inlineRuns(child.children))) {
      if (stretch.kind === 'block') {
        close();
        found.push(stretch);
      } else if (line.length > 0 && weightOf(line) + weightOf(stretch.elements) > longestText) {
        close();
        line = [...stretch.elements];
      } else line.push(...(line.length === 0 ? [] : [{ type: 'text' as const, text: '\n' }]), ...stretch.elements);
    }
  }
  close();
  return found;
}

function sections(nodes: readonly PhrasingContent[], isHeading: boolean): readonly SlackPiece[] {
  return stretches(inlineRuns(nodes)).map((stretch) =>
    stretch.kind === 'block'
      ? stretch
      : part({ type: 'rich_text_section', elements: stretch.elements }, weightOf(stretch.elements), isHeading),
  );
}

type Stretch = Extract<SlackPiece, { kind: 'block' }> | { readonly kind: 'line'; readonly elements: Element[] };

/** Runs in stretches that fit, images apart from the text around them. */
function stretches(runs: readonly Run[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const run of runs) {
    const image = run.kind === 'image' ? imageBlock(run) : null;
    if (image !== null) {
      found.push(image);
      continue;
    }
    for (const element of elementsOf(run)) {
      const last = found.at(-1);
      if (last?.kind === 'line' && weightOf([...last.elements, element]) <= longestText) last.elements.push(element);
      else found.push({ kind: 'line', elements: [element] });
    }
  }
  return found;
}

function imageBlock({ url, alt }: Extract<Run, { kind: 'image' }>): Extract<SlackPiece, { kind: 'block' }> | null {
  if (!isPublicImage(url)) return null;
  const alternative =
    alt
      .slice(0, 1_900)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim() || 'Screenshot';
  return {
    kind: 'block',
    block: { type: 'image', image_url: url, alt_text: alternative },
    weight: 100 + url.length + alternative.length,
  };
}

function elementsOf(run: Run): readonly Element[] {
  if (run.kind === 'break') return [{ type: 'text', text: '\n' }];
  if (run.kind === 'image') return [{ type: 'link', url: run.url, text: run.alt || 'Screenshot' }];
  const style = {
    ...(run.bold ? { bold: true } : {}),
    ...(run.italic ? { italic: true } : {}),
    ...(run.code ? { code: true } : {}),
  };
  const styled = Object.keys(style).length === 0 ? {} : { style };
  const { url } = run;
  return pieces(run.text).map((text) =>
    url === null ? { type: 'text', text, ...styled } : { type: 'link', url, text, ...styled },
  );
}

/** A text in pieces of code points, none longer than Slack takes. */
function pieces(text: string): readonly string[] {
  if (text.length <= longestText) return text === '' ? [] : [text];
  const points = Array.from(text);
  const size = Math.floor(longestText / 2);
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size).join(''),
  );
}

function part(richPart: RichPart, weight: number, isHeading = false): SlackPiece {
  return { kind: 'part', part: richPart, isHeading, weight: weight + 20 };
}

function quoted(piece: SlackPiece): SlackPiece {
  if (piece.kind !== 'part' || piece.part.type !== 'rich_text_section') return piece;
  return { ...piece, part: { type: 'rich_text_quote', elements: piece.part.elements } };
}

function weightOf(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => {
    const text = 'text' in element && typeof element.text === 'string' ? element.text.length : 20;
    return sum + text + (element.type === 'link' ? element.url.length : 0);
  }, 0);
}
