import { z } from 'zod';
import { digestOf } from '#domain/digest.ts';
import type { Scratch } from '#ports/log-store.ts';
import { Change } from './changes.ts';
import type { Place } from './place.ts';

/** Long after any deployment has ended. */
const kept = 30 * 24 * 3_600_000;
/** Keys that are remembered. */
const remembered = 20;

/** The latest deployment of a place: what it changes, decided when it began, and how far it is. */
const LatestDeployment = z.object({
  key: z.string(),
  version: z.string().nullable(),
  begunAt: z.number(),
  changes: z.array(Change),
  /** The change that is being made; all are when it is past the last. */
  at: z.number(),
  /** Since when that change is being made, in epoch milliseconds. */
  since: z.number(),
  /** Whether the deployer of the side may have been sent that change. */
  isSent: z.boolean(),
  /** Why it failed; it stays so. */
  failed: z.string().nullable(),
  notes: z.array(z.string()),
  /** Keys of the deployments before, the newest first. */
  before: z.array(z.string()),
});
export type LatestDeployment = z.infer<typeof LatestDeployment>;

/**
 * Remembers the latest deployment of one backend in the scratch store. HAProxy keeps no key, so what was sent, and which side is meant by it, is
 * known from here alone; a record that is lost is never guessed.
 */
export type LatestDeployments = {
  read(): Promise<LatestDeployment | null>;
  /** Begins one, unless another worker is about to: `null` then. `decide` is asked by one worker at a time. */
  begin(
    decide: (latest: LatestDeployment | null) => Promise<Omit<LatestDeployment, 'before'> | null>,
  ): Promise<LatestDeployment | null>;
  /** Writes how far the deployment is. False when another one has come after it; nothing is written then. */
  note(latest: LatestDeployment): Promise<boolean>;
};

/** Keeps them by the processes and the backend they are of. `turn` is how long, in milliseconds, beginning a deployment may take. */
export function createLatestDeployments(scratch: Scratch, place: Place, turn: number): LatestDeployments {
  const { addresses, backend } = place;
  const name = `haproxy-${digestOf({ addresses, backend })}`;
  const read = async (): Promise<LatestDeployment | null> => {
    const text = await scratch.get(name);
    return text === null ? null : LatestDeployment.parse(JSON.parse(text));
  };
  const write = (latest: LatestDeployment): Promise<void> => scratch.set(name, JSON.stringify(latest), kept);
  return {
    read,
    async begin(decide) {
      if (!(await scratch.claim(`${name}-turn`, turn))) return null;
      try {
        const latest = await read();
        const decided = await decide(latest);
        if (decided === null) return latest;
        const before = latest === null ? [] : [latest.key, ...latest.before].slice(0, remembered);
        await write({ ...decided, before });
        return { ...decided, before };
      } finally {
        await scratch.delete(`${name}-turn`);
      }
    },
    async note(latest) {
      const now = await read();
      if (now?.key !== latest.key) return false;
      await write(latest);
      return true;
    },
  };
}

/** Whether a key is that of the latest deployment, of an earlier one, or was never begun. */
export function standingOf(latest: LatestDeployment | null, key: string): 'latest' | 'earlier' | 'not_seen' {
  if (latest?.key === key) return 'latest';
  return latest?.before.includes(key) === true ? 'earlier' : 'not_seen';
}
