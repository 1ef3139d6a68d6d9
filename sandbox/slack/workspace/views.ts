import type { ModalView } from '../client-api.ts';
import type { JsonObject } from '../json-object.ts';
import type { Changes } from './changes.ts';

/** An open modal or a published home. `stack` holds the ids below it, the root first. */
export type StoredView = {
  readonly id: string;
  readonly userId: string;
  readonly kind: 'modal' | 'home';
  /** What the app sent, with the ids Slack fills in. */
  readonly content: JsonObject;
  readonly hash: string;
  readonly stack: readonly string[];
  readonly state: JsonObject;
  readonly errors?: Readonly<Record<string, string>>;
};

/** The views people have before them. Opening, changing and closing is told to the watchers. */
export type Views = {
  readonly get: (id: string) => StoredView | undefined;
  readonly withExternalId: (externalId: string) => StoredView | undefined;
  readonly open: (view: StoredView) => void;
  readonly replace: (view: StoredView) => void;
  /** Keeps what a person has filled in so far; nobody is told. */
  readonly remember: (view: StoredView) => void;
  readonly close: (id: string) => void;
  readonly home: (userId: string) => StoredView | undefined;
  readonly all: () => readonly StoredView[];
};

/** Starts with no views. */
export function createViews(changes: Changes): Views {
  const known = new Map<string, StoredView>();
  const all = () => [...known.values()];
  const tellHome = (view: StoredView) => changes.publish({ type: 'home', userId: view.userId, view: view.content });
  return {
    get: (id) => known.get(id),
    withExternalId: (externalId) => all().find((view) => view.content.external_id === externalId),
    open(view) {
      known.set(view.id, view);
      if (view.kind === 'home') tellHome(view);
      else changes.publish({ type: 'modal_opened', modal: modalForPage(view) });
    },
    replace(view) {
      known.set(view.id, view);
      if (view.kind === 'home') tellHome(view);
      else changes.publish({ type: 'modal_updated', modal: modalForPage(view) });
    },
    remember: (view) => known.set(view.id, view),
    close(id) {
      if (known.delete(id)) changes.publish({ type: 'modal_closed', id });
    },
    home: (userId) => all().find((view) => view.kind === 'home' && view.userId === userId),
    all,
  };
}

/** The modal in the words of the browser page. */
export function modalForPage(view: StoredView): ModalView {
  return {
    id: view.id,
    userId: view.userId,
    view: view.content,
    hash: view.hash,
    ...(view.errors === undefined ? {} : { errors: view.errors }),
  };
}
