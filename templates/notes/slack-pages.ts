import type { RichTextList } from '@slack/types';
import type { Block } from '../blocks/block.ts';
import { type RichPart, richText } from '../blocks/rich-text.ts';
import type { Root } from './markdown-tree.ts';
import { type SlackPiece, slackPieces } from './slack-pieces.ts';

/** Well below the 13,200 characters at which Slack refuses the blocks of a message. */
const heaviestPage = 6_000;
const mostPieces = 80;
const mostBlocks = 20;

/** Notes as the blocks of as many messages as Slack's limits ask for, in order; at least one. Nothing is left out. */
export function slackPages(root: Root): readonly (readonly Block[])[] {
  const pages: SlackPiece[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const piece of slackPieces(root)) {
    const last = pages.at(-1);
    const blocks = last?.filter((one) => one.kind === 'block').length ?? 0;
    if (
      last === undefined ||
      weight + piece.weight > heaviestPage ||
      last.length >= mostPieces ||
      blocks >= mostBlocks
    ) {
      // A heading at the foot of a page goes with what it is the heading of.
      const heading = last !== undefined && last.length > 1 && isHeading(last.at(-1)) ? last.splice(-1) : [];
      pages.push([...heading, piece]);
      weight = [...heading, piece].reduce((sum, one) => sum + one.weight, 0);
    } else {
      last.push(piece);
      weight += piece.weight;
    }
  }
  return pages.length === 0
    ? [[richText({ type: 'rich_text_section', elements: [{ type: 'text', text: '-' }] })]]
    : pages.map(pageBlocks);
}

function isHeading(piece: SlackPiece | undefined): boolean {
  return piece?.kind === 'part' && piece.isHeading;
}

function pageBlocks(pieces: readonly SlackPiece[]): readonly Block[] {
  const blocks: Block[] = [];
  let parts: RichPart[] = [];
  const close = (): void => {
    if (parts.length > 0) blocks.push(richText(...parts));
    parts = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'block') {
      close();
      blocks.push(piece.block);
    } else if (piece.kind === 'item') addItem(parts, piece);
    else parts.push(...spaced(parts, piece));
  }
  close();
  return blocks;
}

/** A heading or paragraph stands apart from the list above it. */
function spaced(before: readonly RichPart[], { part }: Extract<SlackPiece, { kind: 'part' }>): readonly RichPart[] {
  if (before.length === 0 || part.type !== 'rich_text_section') return [part];
  return [{ ...part, elements: [{ type: 'text', text: '\n' }, ...part.elements] }];
}

function addItem(parts: RichPart[], { list, elements }: Extract<SlackPiece, { kind: 'item' }>): void {
  const section = { type: 'rich_text_section' as const, elements: [...elements] };
  const last = parts.at(-1);
  if (last?.type === 'rich_text_list' && last.style === list.style && (last.indent ?? 0) === (list.indent ?? 0)) {
    parts[parts.length - 1] = { ...last, elements: [...last.elements, section] };
    return;
  }
  const { offset = 0, style, indent } = list;
  const added: RichTextList = { type: 'rich_text_list', style, indent, elements: [section] };
  parts.push(offset > 0 ? { ...added, ...{ offset } } : added);
}
