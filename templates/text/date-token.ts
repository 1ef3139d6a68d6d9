import type { Millis } from '#domain/ids.ts';
import type { Inline } from './phrase.ts';

const lastSecond = 253_402_300_799;

/** A point in time that each reader sees in their own zone, to the minute. */
export function dateToken(at: Millis): Inline {
  const { seconds, iso } = read(at);
  const fallback = `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return { type: 'date', timestamp: seconds, format: '{date_short_pretty} at {time}', fallback };
}

/** How long ago a point in time is for whoever reads it, whenever that is: "3 hours ago". */
export function agoToken(at: Millis): Inline {
  const { seconds, iso } = read(at);
  return {
    type: 'date',
    timestamp: seconds,
    format: '{ago}',
    fallback: `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`,
  };
}

/** A point in time to the second, for a countdown. */
export function secondToken(at: Millis): Inline {
  const { seconds, iso } = read(at);
  return { type: 'date', timestamp: seconds, format: '{time_secs}', fallback: `${iso.slice(11, 19)} UTC` };
}

function read(at: Millis): { readonly seconds: number; readonly iso: string } {
  const seconds = Math.min(lastSecond, Math.max(0, Math.floor(at / 1_000)));
  return { seconds, iso: new Date(seconds * 1_000).toISOString() };
}
