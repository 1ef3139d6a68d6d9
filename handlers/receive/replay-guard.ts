import { ReleaseError } from '#errors.ts';
import type { Scratch } from '#ports/log-store.ts';
import { longestSkew } from './verify-request.ts';

/** Lets each signature through once for as long as its timestamp could be accepted. */
export type ReplayGuard = {
  /** True the first time. Throws REDIS_UNAVAILABLE within a second when it cannot be told. */
  admit(signature: string): Promise<boolean>;
  /** Forgets a request that was left with Slack: its retry within the same second bears the same signature. */
  forget(signature: string): Promise<void>;
};

const longestWait = 800;

/** The replay guard, kept in the scratch store so that all app processes share it. */
export function createReplayGuard(scratch: Pick<Scratch, 'claim' | 'delete'>): ReplayGuard {
  const key = (signature: string) => `replay/${signature}`;
  return {
    admit: (signature) => withinASecond(scratch.claim(key(signature), 2 * longestSkew)),
    async forget(signature) {
      // Not forgotten means Slack's next retry, a minute later, is the one that gets through.
      await withinASecond(scratch.delete(key(signature))).catch(() => undefined);
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
