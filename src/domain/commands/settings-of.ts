import type { RolloutSettings } from '../plan/rollout-settings.ts';
import { type Read, read, refuse } from './command-refusal.ts';

type Given = { readonly [Key in keyof RolloutSettings]?: RolloutSettings[Key] | null };

/** The settings that were given, for a request; nothing where none was. */
export function settingsOf(given: Given): { readonly settings?: RolloutSettings } {
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return Object.keys(settings).length === 0 ? {} : { settings: settings as RolloutSettings };
}

/** The reason for releasing in spite of the circuit breaker, for a request; nothing where none was given. */
export function breakerReasonOf(reason: string | null): { readonly breakerReason?: string } {
  return reason === null ? {} : { breakerReason: reason };
}

/** The strategy that was asked for; batches of a size are those of the strategy rolling, and go with no other. */
export function strategyGiven(strategy: string | null, batchSize: number | null): Read<string | null> {
  if (batchSize === null) return read(strategy);
  return strategy === null || strategy === 'rolling'
    ? read('rolling')
    : refuse({ code: 'batches_without_rolling', value: strategy, place: '--batch-size' });
}
