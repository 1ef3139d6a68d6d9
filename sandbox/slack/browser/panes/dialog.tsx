import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
  /** When this changes, focus moves to the first field if the focused control is gone or there was no field before. */
  readonly revision?: string;
};

const REACHABLE = ':is(a[href], button, input, select, textarea, [tabindex="0"]):not([disabled])';
const FIRST_FIELD = '.dialog-body :is(input, select, textarea):not([disabled])';

/**
 * A modal dialog on the browser's own `<dialog>`: the rest of the page is inert, focus stays inside and returns to where it was,
 * Escape asks `onClose`.
 */
export function Dialog({ title, testId, onClose, children, footer, role = 'dialog', revision }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const node = dialog.current;
    node?.showModal();
    return () => node?.close();
  }, []);
  useFocusInside(dialog, revision);
  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    if (event.key === 'Tab') keepFocusInside(event);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      role={role}
      aria-labelledby={titleId}
      data-testid={testId}
      onKeyDown={onKeyDown}
      onCancel={(event) => event.preventDefault()}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon dialog-close" aria-label="Close" onClick={onClose}>
          <span aria-hidden="true">&#10005;</span>
        </button>
      </header>
      <div className="dialog-body">{children}</div>
      <footer className="dialog-foot">{footer}</footer>
    </dialog>
  );
}

function useFocusInside(dialog: RefObject<HTMLDialogElement | null>, revision: string | undefined): void {
  const hadField = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision may have taken the focused control away
  useLayoutEffect(() => {
    const node = dialog.current;
    if (node === null) return;
    const isLost = !node.contains(document.activeElement) || document.activeElement?.matches('.dialog-close') === true;
    const hasField = node.querySelector(FIRST_FIELD) !== null;
    const isFilled = hasField && !hadField.current;
    hadField.current = hasField;
    if (isLost || isFilled || document.activeElement === node) firstField(node)?.focus();
  }, [revision]);
}

/** The browser lets Tab leave a dialog for its own bars; here it goes round. */
function keepFocusInside(event: KeyboardEvent<HTMLDialogElement>): void {
  const reachable = [...event.currentTarget.querySelectorAll<HTMLElement>(REACHABLE)];
  const edge = event.shiftKey ? reachable[0] : reachable.at(-1);
  const other = event.shiftKey ? reachable.at(-1) : reachable[0];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other?.focus();
}

function firstField(dialog: HTMLElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-focus-on-load]') ??
    dialog.querySelector<HTMLElement>(FIRST_FIELD) ??
    dialog.querySelector<HTMLElement>('.dialog-foot button:last-child')
  );
}
