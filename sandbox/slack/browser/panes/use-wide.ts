import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 1420px)');

/** True while the window has room for a thread and the panel side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}
