import { parseDuration } from '../../duration.ts';
import { type Argument, defineArgument, flagOf } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

const longest = 30 * 86_400_000;

/** A length of time, in milliseconds: `90s`, `5m`, `2h`. At most 30 days. */
export function durationArgument<const Name extends string>(
  name: Name,
  { shown, meaning }: { readonly shown: string; readonly meaning: string },
): Argument<Name, number> {
  return defineArgument({
    name,
    shown,
    meaning,
    read: (text) => {
      const millis = parseDuration(text.toLowerCase());
      if (millis !== null && millis <= longest) return read(millis);
      return refuse({ code: 'duration_malformed', value: text, place: flagOf(name), known: [shown] });
    },
  });
}

/** Shares in percent, each greater than the one before: `20`, `5,20,50`. */
export function sharesArgument<const Name extends string>(name: Name, meaning: string): Argument<Name, number[]> {
  return defineArgument({
    name,
    shown: '20',
    meaning,
    isList: true,
    read: (text) => {
      const shares = text.split(/[\s,;]+/).map((part) => Number(part.replace(/%$/, '')));
      const isRight = shares.every(
        (share, index) => Number.isInteger(share) && share >= 1 && share <= 100 && share > (shares[index - 1] ?? 0),
      );
      return isRight && shares.length <= 20
        ? read(shares)
        : refuse({ code: 'shares_malformed', value: text, place: flagOf(name) });
    },
  });
}

/** A number of things, from 0 (or another least number) to 1,000. */
export function countArgument<const Name extends string>(
  name: Name,
  meaning: string,
  { shown = '0', least = 0 }: { readonly shown?: string; readonly least?: number } = {},
): Argument<Name, number> {
  return defineArgument({
    name,
    shown,
    meaning,
    read: (text) => {
      const count = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
      if (count >= least && count <= 1_000) return read(count);
      return refuse({ code: 'count_malformed', value: text, place: flagOf(name), known: [String(least)] });
    },
  });
}

/** How many instances a rolling update replaces at a time. */
export const batchSizeArgument: Argument<'batch-size', number> = countArgument(
  'batch-size',
  'Instances that are replaced at a time, by the strategy rolling; as configured when left out.',
  { shown: '2', least: 1 },
);

/** A day by ISO 8601, such as `2026-12-01`. */
export function dateArgument<const Name extends string>(name: Name, meaning: string): Argument<Name, string> {
  return defineArgument({
    name,
    shown: '2026-12-01',
    meaning,
    read: (text) => {
      const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
      const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
      return isDay ? read(text) : refuse({ code: 'date_malformed', value: text, place: flagOf(name) });
    },
  });
}

/** Names of metrics, separated by commas. */
export const metricsArgument: Argument<'metrics', string[]> = defineArgument({
  name: 'metrics',
  shown: '"success-rate,latency-p95"',
  meaning: 'Metrics that judge it, separated by commas; those of the configuration when left out.',
  isList: true,
  read: (text) => {
    const names = [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))];
    const wrong = names.find((metric) => !/^[a-z][a-z0-9-]{0,62}$/.test(metric));
    if (wrong === undefined && names.length > 0) return read(names);
    return refuse({ code: 'metric_malformed', value: wrong ?? text, place: '--metrics' });
  },
});
