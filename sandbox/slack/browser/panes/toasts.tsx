import { useLayoutEffect, useRef } from 'react';
import type { Toast } from '../state/store.ts';

type Props = { readonly toasts: readonly Toast[]; readonly onDismiss: (id: number) => void };

/** Notices in the corner. The region is a popover, shown anew for each notice so that it lies above an open dialog. */
export function Toasts({ toasts, onDismiss }: Props) {
  const region = useRef<HTMLDivElement>(null);
  const newest = toasts.at(-1)?.id;
  useLayoutEffect(() => {
    const node = region.current;
    if (node === null) return;
    if (node.matches(':popover-open')) node.hidePopover();
    if (newest !== undefined) node.showPopover();
  }, [newest]);
  return (
    <div ref={region} popover="manual" className="toasts" role="alert" data-testid="toasts">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast">
          <span>{toast.text}</span>
          <button type="button" className="icon" aria-label="Dismiss" onClick={() => onDismiss(toast.id)}>
            <span aria-hidden="true">&#10005;</span>
          </button>
        </div>
      ))}
    </div>
  );
}
