import type { Block } from '../block-types.ts';
import { TextView } from '../text/text-view.tsx';

/** Small texts and images in a row. */
export function ContextBlock({ block }: { readonly block: Block }) {
  return (
    <div className="context">
      {(block.elements ?? []).map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no identity but their place
          <img key={index} src={element.image_url} alt={element.alt_text ?? ''} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no identity but their place
          <div key={index}>
            <TextView text={element} />
          </div>
        ),
      )}
    </div>
  );
}
