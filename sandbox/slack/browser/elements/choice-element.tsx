import { useId } from 'react';
import type { Option } from '../block-types.ts';
import { type Placed, useChange, useElementState } from '../blocks/surface.tsx';
import { TextView } from '../text/text-view.tsx';
import { allOptions, stateField } from './element-state.ts';
import { useIsInput, useNaming } from './field-context.ts';
import { pickKey } from './select-options.ts';

/** Checkboxes or radio buttons with their descriptions. */
export function ChoiceElement(placed: Placed) {
  const { element } = placed;
  const isMany = element.type === 'checkboxes';
  const field = stateField(element.type) ?? 'selected_options';
  const held = useElementState(placed)[field];
  const change = useChange(placed, useIsInput());
  const naming = useNaming(element);
  const name = useId();
  const options = allOptions(element);
  const keys = new Set((Array.isArray(held) ? held : [held]).map(pickKey));
  const choose = (option: Option): void => {
    const key = pickKey(option);
    const isPicked = (one: Option): boolean => (pickKey(one) === key ? !keys.has(key) : keys.has(pickKey(one)));
    change(field, isMany ? options.filter(isPicked) : option);
  };
  return (
    <div {...naming} role={isMany ? 'group' : 'radiogroup'} className="choices" data-action-id={placed.actionId}>
      {options.map((option) => (
        <label key={pickKey(option)} className="choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            checked={keys.has(pickKey(option))}
            onChange={() => choose(option)}
          />
          <TextView text={option.text} />
          {option.description !== undefined && (
            <span className="choice-detail">
              <TextView text={option.description} />
            </span>
          )}
        </label>
      ))}
    </div>
  );
}
