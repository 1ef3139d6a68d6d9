import { useEffect } from 'react';
import type { Suggestion } from '../state/completion.ts';

type Props = {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: Suggestion | undefined;
  readonly onPick: (one: Suggestion) => void;
};

/** The list above a message box. The box keeps the focus; the list shows which line Tab or Enter would take. */
export function SuggestionList({ id, suggestions, active, onPick }: Props) {
  useEffect(() => {
    if (active !== undefined) document.getElementById(`${id}-${active.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div className="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {suggestions.map((one) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the message box keeps the focus and names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the message box
        <div
          key={one.id}
          id={`${id}-${one.id}`}
          role="option"
          aria-selected={one === active}
          className="suggestion"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(one)}
        >
          <span className="suggestion-label">{one.label}</span>
          {one.hint !== '' && <code>{one.hint}</code>}
          <span className="suggestion-detail">{one.detail}</span>
        </div>
      ))}
      <p className="suggestions-keys" aria-hidden="true">
        Arrow keys to move, Tab or Enter to choose, Escape to close
      </p>
    </div>
  );
}
