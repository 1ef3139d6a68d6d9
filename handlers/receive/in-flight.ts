/** Work that has begun and not ended. */
export type InFlight = {
  /** Counts the work until it settles, and hands it through. */
  track<T>(work: Promise<T>): Promise<T>;
  /** How much is under way now. */
  count(): number;
  /** Resolves to true once nothing is under way, or to false when `timeout` milliseconds have passed first. */
  idle(timeout: number): Promise<boolean>;
};

/** Keeps count of running listeners, so that a stop can wait for them: Bolt's own stop does not. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const done = () => void running.delete(work);
      work.then(done, done);
      return work;
    },
    count: () => running.size,
    async idle(timeout) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, timeout, 'late');
      });
      try {
        while (running.size > 0) {
          if ((await Promise.race([Promise.allSettled(running), late])) === 'late') return false;
        }
        return true;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
