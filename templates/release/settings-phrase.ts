import { formatDuration } from '#domain/duration.ts';
import type { RolloutSettings } from '#domain/plan/rollout-settings.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';

/** What was asked for in place of the configuration: "20 % of the traffic, 2 h at each share". */
export function settingsPhrase(settings: RolloutSettings): Phrase {
  const { waitBetween, shares, bake, promotion, metrics, healthCheckRequired, rollback } = settings;
  return listed([
    ...(shares === undefined ? [] : [`${shares.join(', ')} % of the traffic`]),
    ...(bake === undefined ? [] : [`${formatDuration(bake)} at each share`]),
    ...(promotion === undefined ? [] : [promotion === 'automatic' ? 'going on by itself' : 'going on by a button']),
    ...(metrics === undefined ? [] : [`judged by ${metrics.join(', ')}`]),
    ...(waitBetween === undefined ? [] : [`${formatDuration(waitBetween)} between services`]),
    ...(healthCheckRequired === undefined ? [] : ['a health check for every service']),
    ...(rollback === undefined
      ? []
      : [rollback === 'automated' ? 'rolled back by itself' : 'rolled back by people only']),
  ]);
}

/** The same as a sentence of its own; nothing where nothing was asked for. */
export function askedSettings(settings: RolloutSettings | undefined): readonly Phrase[] {
  return settings === undefined ? [] : [say`Asked for in place of the configuration: ${settingsPhrase(settings)}.`];
}
