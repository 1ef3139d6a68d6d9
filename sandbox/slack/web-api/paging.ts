import type { JsonObject } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import type { CallArguments } from './call-arguments.ts';

/** One page of a list and what to add to the answer so that the next can be asked for. */
export type Page<T> = { readonly items: readonly T[]; readonly more: boolean; readonly metadata: JsonObject };

/** Cuts a page out of a list by `cursor` and `limit`. Refuses a cursor it did not give with `invalid_cursor`. */
export function pageOf<T>(items: readonly T[], args: CallArguments, fallback: number, most: number): Page<T> {
  const limit = args.count('limit', fallback, most);
  const start = readCursor(args.text('cursor'));
  const more = start + limit < items.length;
  return {
    items: items.slice(start, start + limit),
    more,
    metadata: { next_cursor: more ? Buffer.from(`next:${start + limit}`).toString('base64') : '' },
  };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const start = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (start === undefined) throw new SlackRefusal('invalid_cursor');
  return Number(start);
}
