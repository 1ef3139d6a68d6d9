import { useState } from 'react';
import { words } from '../block-types.ts';
import { type Placed, useChange, useElementState } from '../blocks/surface.tsx';
import { usePage } from '../page-context.ts';
import { stateField } from './element-state.ts';
import { useIsInput, useNaming } from './field-context.ts';
import { choicesOf, pickKey } from './select-options.ts';

const FILTER_FROM = 9;

/** A select of several, drawn as boxes to tick in a short scrolling list; long lists get a filter. */
export function MultiSelectElement(placed: Placed) {
  const { element } = placed;
  const field = stateField(element.type) ?? 'selected_options';
  const page = usePage();
  const picked = (useElementState(placed)[field] ?? []) as readonly unknown[];
  const change = useChange(placed, useIsInput());
  const naming = useNaming(element);
  const [filter, setFilter] = useState('');
  const choices = choicesOf(element, page);
  const keys = new Set(picked.map(pickKey));
  const isFull = element.max_selected_items !== undefined && keys.size >= element.max_selected_items;
  const toggle = (key: string): void => {
    const next = choices.filter((one) => (one.key === key ? !keys.has(key) : keys.has(one.key))).map((one) => one.pick);
    change(field, next);
  };
  const note = keys.size === 0 ? words(element.placeholder) || 'None chosen' : `${keys.size} chosen`;
  const shown = choices.filter((one) => one.label.toLowerCase().includes(filter.toLowerCase()));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label is drawn by the input block, outside of a fieldset
    <div {...naming} role="group" className="multi" data-action-id={placed.actionId}>
      <p className="multi-count">{isFull ? `${note} (no more can be chosen)` : note}</p>
      {choices.length >= FILTER_FROM && <Filter filter={filter} onFilter={setFilter} />}
      <div className="multi-list">
        {shown.map((one) => (
          <label key={one.key} className="choice">
            <input
              type="checkbox"
              checked={keys.has(one.key)}
              disabled={isFull && !keys.has(one.key)}
              onChange={() => toggle(one.key)}
            />
            <span>{one.label}</span>
            {one.detail !== '' && <span className="choice-detail">{one.detail}</span>}
          </label>
        ))}
      </div>
    </div>
  );
}

function Filter({ filter, onFilter }: { readonly filter: string; readonly onFilter: (text: string) => void }) {
  return (
    <input
      className="text"
      type="search"
      aria-label="Filter the list"
      placeholder="Filter"
      value={filter}
      onChange={(event) => onFilter(event.target.value)}
    />
  );
}
