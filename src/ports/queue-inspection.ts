import type { Millis } from '#domain/ids.ts';

/** One lane of the queue as it stands. */
export type LaneLook = {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  /** When the job that waits longest was due; null when none waits. */
  readonly oldestDue: Millis | null;
  /** Workers connected to the lane; null where the server does not tell. */
  readonly workers: number | null;
};

/** Looks at every lane. Throws REDIS_UNAVAILABLE. */
export type InspectQueue = () => Promise<readonly LaneLook[]>;
