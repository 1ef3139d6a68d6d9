import { type Block, words } from '../block-types.ts';
import { PlainText } from '../text/plain-text.tsx';
import { BlocksView } from './blocks-view.tsx';

/** Blocks in a frame with a title; a collapsible one can be folded. */
export function ContainerBlock({ block }: { readonly block: Block }) {
  const blocks = <BlocksView blocks={block.child_blocks ?? []} />;
  if (block.is_collapsible !== true) {
    return (
      <section className="card">
        {block.title !== undefined && (
          <div className="card-title">
            <PlainText text={words(block.title)} />
          </div>
        )}
        {blocks}
      </section>
    );
  }
  return (
    <details className="card" open>
      <summary className="card-title">
        <PlainText text={words(block.title)} />
      </summary>
      {blocks}
    </details>
  );
}
