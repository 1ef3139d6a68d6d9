import type { Picture } from '../../client-api.ts';
import { applyChange } from './apply-change.ts';
import { type Answer, createConnection, type Deed, type Status } from './connection.ts';

/** A short notice in the corner; it stays until it is dismissed or eight seconds have passed. */
export type Toast = { readonly id: number; readonly text: string };

/** Everything the page draws from. */
export type PageState = {
  readonly picture: Picture | null;
  readonly status: Status;
  readonly toasts: readonly Toast[];
};

/** Holds the page's state; `get` returns the same object until something changes, as React asks of an external store. */
export type Store = {
  readonly get: () => PageState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly send: (as: string, deed: Deed) => Promise<Answer>;
  readonly notify: (text: string) => void;
  readonly dismiss: (id: number) => void;
};

const TOAST_MS = 8_000;

/** Connects to the sandbox at `url` and keeps its picture. */
export function createStore(url: string): Store {
  const listeners = new Set<() => void>();
  let state: PageState = { picture: null, status: 'connecting', toasts: [] };
  let toastCount = 0;
  const set = (next: Partial<PageState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const connection = createConnection(url, {
    onChange: (change) => set({ picture: applyChange(state.picture, change) }),
    onStatus: (status) => set({ status }),
  });
  const dismiss = (id: number): void => set({ toasts: state.toasts.filter((toast) => toast.id !== id) });
  const notify = (text: string): void => {
    toastCount += 1;
    const id = toastCount;
    set({ toasts: [...state.toasts.filter((toast) => toast.text !== text).slice(-2), { id, text }] });
    setTimeout(() => dismiss(id), TOAST_MS);
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { get: () => state, subscribe, send: connection.send, notify, dismiss };
}
