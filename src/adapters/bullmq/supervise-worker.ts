import { setTimeout as sleep } from 'node:timers/promises';
import type { LaneWorker } from './lane-worker.ts';

export type Supervision = {
  /** Makes a worker with a fresh connection. */
  readonly start: () => LaneWorker;
  readonly checkEveryMillis: number;
  /** Told each time a worker was replaced. */
  readonly onRestart: () => void;
};

/**
 * Keeps a worker going. Workers have been seen to stop taking jobs without a word after a reconnect or failover; one that leaves due
 * jobs lying at two looks in a row, with room to run them, is replaced. The old one ends by itself once its running jobs have.
 */
export function superviseWorker({ start, checkEveryMillis, onRestart }: Supervision): Pick<LaneWorker, 'close'> {
  const stopped = new AbortController();
  const retired = new Set<LaneWorker>();
  let worker = start();

  const replace = () => {
    const old = worker;
    worker = start();
    retired.add(old);
    old.close(600_000).finally(() => retired.delete(old));
    onRestart();
  };
  const watch = async () => {
    for (let idleLooks = 0; !stopped.signal.aborted; ) {
      await sleep(checkEveryMillis, undefined, { signal: stopped.signal });
      const idles = await worker.idlesOverDueJobs().catch(() => false);
      idleLooks = idles ? idleLooks + 1 : 0;
      if (idleLooks < 2 || stopped.signal.aborted) continue;
      idleLooks = 0;
      replace();
    }
  };
  // Ends with an AbortError when the worker is closed.
  watch().catch(() => {});

  return {
    async close(timeoutMillis) {
      stopped.abort();
      const ends = await Promise.all([worker, ...retired].map((one) => one.close(timeoutMillis)));
      return ends.every((ended) => ended);
    },
  };
}
