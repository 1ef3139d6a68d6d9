import { formatDuration } from '#domain/duration.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { type ReleasePart, releaseParts } from '#domain/plan/release-part.ts';
import type { RolloutSettings } from '#domain/plan/rollout-settings.ts';
import { leftByTag } from '#domain/plan/settle-parts.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';

/** What was asked for in place of the configuration: "20 % of the traffic, 2 h at each share". */
export function settingsPhrase(settings: RolloutSettings, tagged?: Plan['tagged']): Phrase {
  const { waitBetween, shares, batchSize, bake, promotion, metrics } = settings;
  const { healthCheckRequired, rollback, parts, approvalRequired } = settings;
  const missing = missingParts(settings, tagged);
  return listed([
    ...(parts === undefined || missing.length > 0 ? [] : ['every part of a release']),
    ...missing.map((part) => `no ${part}`),
    ...(approvalRequired === undefined
      ? []
      : [approvalRequired ? 'an approval in any case' : 'no approval beyond those configured']),
    ...(shares === undefined ? [] : [`${shares.join(', ')} % of the traffic`]),
    ...(batchSize === undefined ? [] : [`batches of ${plural(batchSize, 'instance')}`]),
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

/**
 * What a release goes without, in words: "changelog", "deployment". Empty where it is whole. What was done when the version was tagged is not
 * missing.
 */
export function missingParts(settings: Plan['settings'], tagged: Plan['tagged']): readonly string[] {
  const parts = settings?.parts;
  if (parts === undefined) return [];
  const whole = tagged === undefined ? releaseParts : leftByTag(releaseParts);
  return whole.filter((part) => !parts.includes(part)).map((part) => partNames[part]);
}

const partNames = {
  bump: 'version files',
  changelog: 'changelog',
  build: 'build',
  test: 'tests',
  deploy: 'deployment',
  tag: 'tag',
  notify: 'notes',
} as const satisfies Record<ReleasePart, string>;

/** The same as a sentence of its own; nothing where nothing was asked for. */
export function askedSettings({ settings, tagged }: Pick<Plan, 'settings' | 'tagged'>): readonly Phrase[] {
  return settings === undefined
    ? []
    : [say`Asked for in place of the configuration: ${settingsPhrase(settings, tagged)}.`];
}
