import type { Block } from '../block-types.ts';
import { blockIdOf } from '../elements/element-state.ts';
import { ActionsBlock } from './actions-block.tsx';
import { AlertBlock } from './alert-block.tsx';
import { CardBlock } from './card-block.tsx';
import { ContainerBlock } from './container-block.tsx';
import { ContextBlock } from './context-block.tsx';
import { DrawingBoundary } from './drawing-boundary.tsx';
import { HeaderBlock } from './header-block.tsx';
import { ImageBlock } from './image-block.tsx';
import { InputBlock } from './input-block.tsx';
import { LibraryBlock } from './library-block.tsx';
import { PlanBlock } from './plan-block.tsx';
import { SectionBlock } from './section-block.tsx';
import { TableBlock } from './table-block.tsx';
import { TaskCard } from './task-card.tsx';

/** Blocks that slack-blocks-to-jsx draws well and that hold nothing to click. */
const LIBRARY_DRAWS = new Set(['rich_text', 'markdown', 'data_visualization', 'file']);

/** Block Kit blocks, one under the other. */
export function BlocksView({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <DrawingBoundary key={`${blockIdOf(block, index)}-${block.type}`} what={block.type}>
          <BlockView block={block} blockId={blockIdOf(block, index)} />
        </DrawingBoundary>
      ))}
    </div>
  );
}

function BlockView({ block, blockId }: { readonly block: Block; readonly blockId: string }) {
  if (LIBRARY_DRAWS.has(block.type)) return <LibraryBlock block={block} />;
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} blockId={blockId} />;
    case 'header':
      return <HeaderBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'divider':
      return <hr />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'actions':
    case 'context_actions':
      return <ActionsBlock elements={block.elements ?? []} blockId={blockId} />;
    case 'input':
      return <InputBlock block={block} blockId={blockId} />;
    case 'table':
    case 'data_table':
      return <TableBlock block={block} />;
    case 'plan':
      return <PlanBlock block={block} />;
    case 'task_card':
      return <TaskCard task={block} />;
    case 'alert':
      return <AlertBlock block={block} />;
    case 'card':
      return <CardBlock block={block} blockId={blockId} />;
    case 'carousel':
      return <BlocksView blocks={block.cards ?? []} />;
    case 'container':
      return (
        <ContainerBlock block={block}>
          <BlocksView blocks={block.child_blocks ?? []} />
        </ContainerBlock>
      );
    default:
      return <p className="block-problem">The sandbox does not draw blocks of type {block.type}.</p>;
  }
}
