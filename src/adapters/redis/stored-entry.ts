import { z } from 'zod';
import { chainHash, chainStart } from '#domain/event-chain.ts';
import { Json, Millis } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { StoredEvent } from '#ports/log-store.ts';

/** One entry of a Redis stream: its id and its fields and values in turn. */
export type StreamEntry = readonly [id: string, fields: readonly string[]];

const Fields = z.object({
  at: z.string().regex(/^\d+$/).transform(Number).pipe(Millis),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.string().transform((text, context) => {
    try {
      return Json.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'The body is not JSON.' });
      return z.NEVER;
    }
  }),
});

/** The sequence number in the id of an entry. */
export function seqOf([id]: StreamEntry): number {
  return Number(id.slice(0, id.indexOf('-')));
}

/** The stored hash of an entry, unchecked. */
export function hashOf([, fields]: StreamEntry): string {
  return fields[fields.indexOf('hash') + 1] ?? '';
}

/**
 * Reads the entries after `anchor` (null at the start of the log) and checks that nothing is missing, added, reordered or
 * changed. Throws LOG_CORRUPT that names the first event that does not fit.
 */
export function verifiedEvents(
  log: string,
  anchor: StreamEntry | null,
  entries: readonly StreamEntry[],
): StoredEvent[] {
  let seq = anchor === null ? 0 : seqOf(anchor);
  let prev = anchor === null ? chainStart(log) : hashOf(anchor);
  return entries.map((entry) => {
    seq += 1;
    const event = eventOf(log, seq, prev, entry);
    prev = event.hash;
    return event;
  });
}

function eventOf(log: string, seq: number, prev: string, entry: StreamEntry): StoredEvent {
  if (entry[0] !== `${seq}-0`) throw corrupt(log, seq, 'is missing');
  const fields = Fields.safeParse(recordOf(entry));
  if (!fields.success) throw corrupt(log, seq, 'cannot be read');
  const { at, hash, body } = fields.data;
  if (chainHash(prev, { seq, at, body }) !== hash) throw corrupt(log, seq, 'does not match its hash');
  return { seq, at, prev, hash, body };
}

function recordOf([, fields]: StreamEntry): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i + 1 < fields.length; i += 2) record[fields[i] ?? ''] = fields[i + 1] ?? '';
  return record;
}

/** The error for a log that was changed by other hands. */
export function corrupt(log: string, seq: number, what: string): ReleaseError {
  const message = `Event ${seq} of ${log} ${what}. Restore the log from a backup; do not edit it.`;
  return new ReleaseError('LOG_CORRUPT', 'fatal', message);
}
