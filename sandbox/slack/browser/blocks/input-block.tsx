import { useId } from 'react';
import { type Block, type BlockElement, words } from '../block-types.ts';
import { ElementView } from '../elements/element-view.tsx';
import { type Field, FieldContext } from '../elements/field-context.ts';
import { isGroup } from '../elements/is-group.ts';
import { PlainText } from '../text/plain-text.tsx';
import { useSurface } from './surface.tsx';

/** A labelled input with its hint and its problem, tied together for screen readers. */
export function InputBlock({ block, blockId }: { readonly block: Block; readonly blockId: string }) {
  const id = useId();
  const problem = useSurface().problems[blockId];
  const { element, hint } = block;
  if (element === undefined) return null;
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ');
  const field: Field = {
    controlId: id,
    labelId: `${id}-label`,
    describedBy: described === '' ? undefined : described,
    isInvalid: problem !== undefined,
    isInput: block.dispatch_action !== true,
    isOptional: block.optional === true,
  };
  return (
    <div className={problem === undefined ? 'input' : 'input has-problem'} data-block-id={blockId}>
      <InputLabel block={block} element={element} field={field} />
      <FieldContext value={field}>
        <ElementView element={element} blockId={blockId} actionId={element.action_id ?? '0'} />
      </FieldContext>
      {problem !== undefined && (
        <p className="input-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <p className="input-hint" id={`${id}-hint`}>
          <PlainText text={hint.text} />
        </p>
      )}
    </div>
  );
}

type LabelProps = { readonly block: Block; readonly element: BlockElement; readonly field: Field };

function InputLabel({ block, element, field }: LabelProps) {
  const label = (
    <>
      <PlainText text={words(block.label)} />
      {field.isOptional && <span className="optional"> (optional)</span>}
    </>
  );
  return isGroup(element) ? (
    <div className="input-label" id={field.labelId}>
      {label}
    </div>
  ) : (
    <label className="input-label" id={field.labelId} htmlFor={field.controlId}>
      {label}
    </label>
  );
}
