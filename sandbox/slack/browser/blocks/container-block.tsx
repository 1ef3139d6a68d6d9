import type { ReactNode } from 'react';
import { type Block, words } from '../block-types.ts';
import { PlainText } from '../text/plain-text.tsx';

/** A frame with a title around blocks that are drawn already; a collapsible one can be folded. */
export function ContainerBlock({ block, children: blocks }: { readonly block: Block; readonly children: ReactNode }) {
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
