import { type Block, words } from '../block-types.ts';

/** A picture with its title. The page loads pictures from this machine only; others show their alternative text. */
export function ImageBlock({ block }: { readonly block: Block }) {
  return (
    <figure className="image">
      {block.title !== undefined && <figcaption>{words(block.title)}</figcaption>}
      <img src={block.image_url} alt={block.alt_text ?? ''} />
    </figure>
  );
}
