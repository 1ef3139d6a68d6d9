/** The jobs one worker runs right now, each with a signal that says "stop: this is no longer yours". */
export type RunningJobs = {
  readonly size: number;
  /** Registers a job whose lock was just taken. */
  start(id: string): AbortSignal;
  finish(id: string): void;
  /** The locks were renewed: the jobs are theirs for another period. */
  renewed(ids: readonly string[]): void;
  /** The locks are gone: others may run the jobs now. */
  lost(ids: readonly string[]): void;
  /** Asks every running job to stop. */
  abortAll(reason: string): void;
};

type Running = { readonly controller: AbortController; timer: NodeJS.Timeout };

/**
 * Watches over locks that last `lockMillis`. A job whose lock was not renewed in time is told to stop even when nobody says so, because a
 * worker that cannot reach Redis cannot hear that it lost the lock.
 */
export function createRunningJobs(lockMillis: number): RunningJobs {
  const running = new Map<string, Running>();
  const abort = (id: string, reason: string) => running.get(id)?.controller.abort(new Error(reason));
  const expire = (id: string) => setTimeout(() => abort(id, 'the lock ran out'), lockMillis);
  return {
    get size() {
      return running.size;
    },
    start(id) {
      const controller = new AbortController();
      running.set(id, { controller, timer: expire(id) });
      return controller.signal;
    },
    finish(id) {
      clearTimeout(running.get(id)?.timer);
      running.delete(id);
    },
    renewed(ids) {
      for (const id of ids) {
        const job = running.get(id);
        if (job === undefined) continue;
        clearTimeout(job.timer);
        job.timer = expire(id);
      }
    },
    lost(ids) {
      for (const id of ids) abort(id, 'the lock was lost');
    },
    abortAll(reason) {
      for (const id of running.keys()) abort(id, reason);
    },
  };
}
