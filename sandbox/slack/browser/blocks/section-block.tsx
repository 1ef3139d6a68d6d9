import type { Block } from '../block-types.ts';
import { ElementView } from '../elements/element-view.tsx';
import { TextView } from '../text/text-view.tsx';

/** Text, fields in two columns, and an accessory at the right. */
export function SectionBlock({ block, blockId }: { readonly block: Block; readonly blockId: string }) {
  const { text, fields, accessory } = block;
  return (
    <div className="section">
      <div className="section-words">
        {typeof text === 'object' && <TextView text={text} />}
        {fields !== undefined && (
          <div className="fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
              <div key={index}>
                <TextView text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory !== undefined && (
        <div className="accessory">
          <ElementView element={accessory} blockId={blockId} actionId={accessory.action_id ?? '1'} />
        </div>
      )}
    </div>
  );
}
