import type { Change } from '../client-api.ts';

/** Tells everyone who watches the workspace what has just changed. */
export type Changes = {
  readonly publish: (change: Change) => void;
  /** Watches until the returned function is called. */
  readonly watch: (watcher: (change: Change) => void) => () => void;
};

/** Starts with no watchers. A watcher that throws does not keep the others from hearing. */
export function createChanges(): Changes {
  const watchers = new Set<(change: Change) => void>();
  return {
    publish(change) {
      for (const watcher of [...watchers]) {
        try {
          watcher(change);
        } catch (error) {
          console.error('sandbox: a watcher of the workspace failed', error);
        }
      }
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
