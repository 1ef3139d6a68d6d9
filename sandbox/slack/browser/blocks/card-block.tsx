import type { Block, TextObject } from '../block-types.ts';
import { TextView } from '../text/text-view.tsx';
import { ActionsBlock } from './actions-block.tsx';

/** A framed card with title, subtitle, body and buttons. */
export function CardBlock({ block, blockId }: { readonly block: Block; readonly blockId: string }) {
  return (
    <section className="card">
      <CardText className="card-title" text={block.title} />
      <CardText className="card-subtitle" text={block.subtitle} />
      <CardText className="card-body" text={block.body} />
      {block.actions !== undefined && <ActionsBlock elements={block.actions} blockId={blockId} />}
    </section>
  );
}

function CardText({ className, text }: { readonly className: string; readonly text: TextObject | string | undefined }) {
  if (text === undefined) return null;
  return (
    <div className={className}>
      <TextView text={typeof text === 'string' ? { type: 'plain_text', text } : text} />
    </div>
  );
}
