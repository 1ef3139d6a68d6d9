import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Option } from '../block-types.ts';
import { type Placed, useDispatch } from '../blocks/surface.tsx';
import { PlainText } from '../text/plain-text.tsx';

/** A menu behind three dots: arrow keys move, Enter picks, Escape closes and returns to the dots. */
export function OverflowElement(placed: Placed) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const dots = useRef<HTMLButtonElement>(null);
  const dispatch = useDispatch(placed);
  const options = placed.element.options ?? [];
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    dots.current?.focus();
  };
  const pick = (option: Option): void => {
    close();
    if (option.url !== undefined && /^https?:/i.test(option.url)) window.open(option.url, '_blank', 'noopener');
    void dispatch({ selected_option: option });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the focus leave
    <div className="overflow" ref={root} onBlur={(event) => leaves(event) && setOpen(false)}>
      <button
        type="button"
        ref={dots}
        className="button default dots"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-action-id={placed.actionId}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">&#8943;</span>
      </button>
      {isOpen && <Menu options={options} onPick={pick} onClose={close} />}
    </div>
  );
}

function leaves(event: FocusEvent): boolean {
  return !event.currentTarget.contains(event.relatedTarget);
}

type MenuProps = {
  readonly options: readonly Option[];
  readonly onPick: (option: Option) => void;
  readonly onClose: () => void;
};

function Menu({ options, onPick, onClose }: MenuProps) {
  return (
    <div role="menu" className="menu" onKeyDown={(event) => moveInMenu(event, onClose)}>
      {options.map((option) => (
        <button
          key={option.value ?? option.text.text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => onPick(option)}
        >
          <PlainText text={option.text.text} />
        </button>
      ))}
    </div>
  );
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = steps[event.key];
  if (event.key !== 'Escape' && next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === 'Escape') close();
  else items[(next ?? 0) % items.length]?.focus();
}
