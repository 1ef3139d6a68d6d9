import type { Millis } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { Scratch } from '#ports/log-store.ts';
import { longestSkew } from './verify-request.ts';

/** Lets what bears one mark, such as a signature, through once for as long as it could be accepted. */
export type ReplayGuard = {
  /** True the first time. Throws REDIS_UNAVAILABLE within a second when it cannot be told. */
  admit(mark: string): Promise<boolean>;
  /** Forgets a request that was left with its sender: the next try bears the same mark. */
  forget(mark: string): Promise<void>;
};

const longestWait = 800;

/** The replay guard, kept in the scratch store so that all app processes share it. `remember` is how long, in milliseconds. */
export function createReplayGuard(
  scratch: Pick<Scratch, 'claim' | 'delete'>,
  remember: Millis = 2 * longestSkew,
): ReplayGuard {
  const key = (mark: string) => `replay/${mark}`;
  return {
    admit: (mark) => withinASecond(scratch.claim(key(mark), remember)),
    async forget(mark) {
      // Not forgotten means a later retry is the one that gets through: Slack's comes a minute later.
      await withinASecond(scratch.delete(key(mark))).catch(() => undefined);
    },
  };
}

async function withinASecond<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = 'Redis did not answer, so nothing was recorded.';
    timer = setTimeout(() => reject(new ReleaseError('REDIS_UNAVAILABLE', 'transient', message)), longestWait);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
