import type { BlockElement } from '../block-types.ts';
import { ElementView } from '../elements/element-view.tsx';

type Props = { readonly elements: readonly BlockElement[]; readonly blockId: string };

/** Interactive elements in a row that wraps. */
export function ActionsBlock({ elements, blockId }: Props) {
  return (
    <div className="actions">
      {elements.map((element, index) => (
        <ElementView
          key={element.action_id ?? String(index)}
          element={element}
          blockId={blockId}
          actionId={element.action_id ?? String(index)}
        />
      ))}
    </div>
  );
}
