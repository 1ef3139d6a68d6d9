import { words } from '../block-types.ts';
import { type Placed, useChange, useElementState } from '../blocks/surface.tsx';
import { usePage } from '../page-context.ts';
import { stateField } from './element-state.ts';
import { useIsInput, useNaming } from './field-context.ts';
import { type Choice, choicesOf, pickKey } from './select-options.ts';

/** A select of options, people or conversations, drawn as the browser's own, which every keyboard and reader knows. */
export function SelectElement(placed: Placed) {
  const { element } = placed;
  const field = stateField(element.type) ?? 'selected_option';
  const page = usePage();
  const state = useElementState(placed);
  const isInput = useIsInput();
  const change = useChange(placed, isInput);
  const naming = useNaming(element);
  const choices = choicesOf(element, page);
  const groups = [...new Set(choices.map((one) => one.group))];
  const choose = (key: string): void => {
    const picked = choices.find((one) => one.key === key);
    if (picked !== undefined || isInput) change(field, picked?.pick ?? null);
  };
  return (
    <select
      {...naming}
      className="select"
      data-action-id={placed.actionId}
      value={pickKey(state[field])}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{words(element.placeholder) || 'Choose one'}</option>
      {groups.map((group) => {
        const inside = choices.filter((one) => one.group === group).map(optionOf);
        return group === null ? (
          inside
        ) : (
          <optgroup key={group} label={group}>
            {inside}
          </optgroup>
        );
      })}
    </select>
  );
}

function optionOf(choice: Choice) {
  return (
    <option key={choice.key} value={choice.key}>
      {choice.detail === '' ? choice.label : `${choice.label} (${choice.detail})`}
    </option>
  );
}
