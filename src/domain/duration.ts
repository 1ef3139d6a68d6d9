import { z } from 'zod';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads `10s`, `5m`, `24h`, `2d` or `250ms` and gives milliseconds; null when the text is not a duration. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return null;
  const unit = match[2] as keyof typeof units;
  return Number(match[1]) * units[unit];
}

/** Says a length of time as people do: `41 s`, `6 min`, `3 h 5 min`, `2 d`. Rounds down; under a second is `0 s`. */
export function formatDuration(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d`;
}

/** A duration in `fairlead.yml` (`10s`, `5m`, `24h`), held as milliseconds. */
export const Duration = z.string().transform((text, context) => {
  const millis = parseDuration(text);
  if (millis !== null) return millis;
  context.addIssue({ code: 'custom', message: 'expected a duration such as 10s, 5m or 24h' });
  return z.NEVER;
});
