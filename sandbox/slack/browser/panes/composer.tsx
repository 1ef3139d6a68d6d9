import { type RefObject, useId, useLayoutEffect } from 'react';
import { usePage } from '../page-context.ts';
import type { Draft } from '../state/draft.ts';
import { SuggestionList } from './suggestion-list.tsx';
import { UsageHint } from './usage-hint.tsx';
import { useComposer } from './use-composer.ts';

type Props = {
  readonly label: string;
  readonly testId: string;
  readonly note?: string | undefined;
  /** Text put here from outside; it is taken once and then reported with `onFilled`. */
  readonly filled?: Draft | null;
  readonly onFilled?: () => void;
  readonly withCommands: boolean;
  /** Sends the line; the box is emptied at once and filled again if it answers false. */
  readonly onSend: (line: string) => Promise<boolean>;
};

/** The message box: Enter sends, Shift+Enter breaks the line, `/`, `@` and `#` complete, arrow up brings back what was sent. */
export function Composer({ label, testId, note, filled = null, onFilled, withCommands, onSend }: Props) {
  const { picture } = usePage();
  const listId = useId();
  const commands = withCommands ? picture.commands : [];
  const known = { commands, people: picture.people, channels: picture.channels };
  const composer = useComposer({ known, filled, onFilled, onSend });
  const { box, draft, suggestions, active } = composer;
  const isListOpen = suggestions.length > 0;
  useBoxSize(box, draft);
  return (
    <div className="composer">
      {isListOpen && <SuggestionList id={listId} suggestions={suggestions} active={active} onPick={composer.accept} />}
      {!isListOpen && withCommands && <UsageHint text={draft.text} />}
      <div className="composer-box">
        <textarea
          ref={box}
          rows={1}
          value={draft.text}
          data-testid={testId}
          aria-label={label}
          placeholder={label}
          role="combobox"
          aria-expanded={isListOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
          onChange={(event) => composer.type(event.target.value, event.target.selectionStart)}
          onSelect={(event) => composer.moveCaret(event.currentTarget.selectionStart)}
          onKeyDown={composer.onKeyDown}
          onBlur={composer.settle}
        />
        <SendButton isEmpty={draft.text.trim() === ''} onSend={() => void composer.send()} />
      </div>
      {note !== undefined && <p className="composer-note">{note}</p>}
    </div>
  );
}

function SendButton({ isEmpty, onSend }: { readonly isEmpty: boolean; readonly onSend: () => void }) {
  return (
    <button type="button" className="button primary send" aria-label="Send" disabled={isEmpty} onClick={onSend}>
      <span aria-hidden="true">&#10148;</span>
    </button>
  );
}

function useBoxSize(box: RefObject<HTMLTextAreaElement | null>, { text, caret }: Draft): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new text moves the size and the caret
  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return;
    node.style.height = 'auto';
    node.style.height = `${Math.min(node.scrollHeight, 160)}px`;
    if (node.selectionStart === node.selectionEnd && node.selectionStart !== caret) {
      node.setSelectionRange(caret, caret);
    }
  }, [text]);
}
