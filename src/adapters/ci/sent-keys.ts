import { z } from 'zod';
import { digestOf } from '#domain/digest.ts';
import type { Scratch } from '#ports/log-store.ts';

/** Long after any deployment under a key has ended. */
const kept = 30 * 24 * 3_600_000;

const Sent = z.object({ at: z.number(), run: z.string().nullable() });

/** What is known of a key that may have been sent: since when, and the run it started where the CI system told. */
export type Sent = z.infer<typeof Sent>;

/**
 * Remembers which keys were sent to one CI system. These systems know no idempotency key, so the key is claimed before a run is started:
 * one that was claimed is never sent again, whatever became of the worker that claimed it.
 */
export type SentKeys = {
  /** True for exactly one caller, who may send. */
  claim(key: string): Promise<boolean>;
  /** Null when the key was never claimed, or was given back. */
  read(key: string): Promise<Sent | null>;
  /** Notes the run that the key started. */
  started(key: string, run: string): Promise<void>;
  /** Gives the key back after a refusal that surely had no effect. */
  giveBack(key: string): Promise<void>;
};

/** Keeps them in the scratch store, by what tells one CI system from another. Entries are kept for 30 days. */
export function createSentKeys(scratch: Scratch, system: object, now: () => number): SentKeys {
  const nameOf = (key: string): string => `sent-${digestOf({ system, key })}`;
  const write = (key: string, sent: Sent): Promise<void> => scratch.set(nameOf(key), JSON.stringify(sent), kept);
  return {
    async claim(key) {
      if (!(await scratch.claim(nameOf(key), kept))) return false;
      await write(key, { at: now(), run: null });
      return true;
    },
    async read(key) {
      const text = await scratch.get(nameOf(key));
      return text === null ? null : sentIn(text, now());
    },
    started: (key, run) => write(key, { at: now(), run }),
    giveBack: (key) => scratch.delete(nameOf(key)),
  };
}

/** Between the claim and what is written of it there is only the claim. */
function sentIn(text: string, now: number): Sent {
  try {
    return Sent.parse(JSON.parse(text));
  } catch {
    return { at: now, run: null };
  }
}
