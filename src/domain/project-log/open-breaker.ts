import type { Millis, ReleaseId } from '../ids.ts';
import type { ListedRelease, ProjectRecord } from './project-record.ts';

/** A service that was taken back too often to be released again just now. */
export type OpenBreaker = {
  readonly service: string;
  /** The rollbacks that count, oldest first: of which release, to be shown by its version, and when. */
  readonly rollbacks: readonly { readonly release: ReleaseId; readonly version: string; readonly at: Millis }[];
  /** When enough of them are too old to count. */
  readonly closesAt: Millis;
};

/** So many rollbacks of a service in one environment, within this time in milliseconds. */
export type BreakerLimit = { readonly environment: string; readonly rollbacks: number; readonly within: Millis };

/**
 * The services, out of these, whose breaker is open, worked out from the project's log alone. What is counted are releases that were taken back
 * and rollbacks of their own, by whomever, each for the services that it had begun to move. A release that ends well while the breaker is open closes it.
 */
export function openBreakers(
  record: Pick<ProjectRecord, 'releases'>,
  services: readonly string[],
  limit: BreakerLimit,
  now: Millis,
): readonly OpenBreaker[] {
  const ended = record.releases
    .flatMap((one) => (one.closed === null ? [] : [{ ...one, closed: one.closed }]))
    .sort((a, b) => a.closed.at - b.closed.at);
  return services.flatMap((service) => {
    let counted: OpenBreaker['rollbacks'] = [];
    for (const { id, version, closed, ...one } of ended) {
      if ((one.begun ?? one.moved)?.includes(`${limit.environment}/${service}`) !== true) continue;
      const recent = counted.filter(({ at }) => at > closed.at - limit.within);
      if (isRollback({ ...one, closed })) counted = [...recent, { release: id, version, at: closed.at }];
      else if (one.intent === 'release' && closed.ending === 'released' && recent.length >= limit.rollbacks)
        counted = [];
    }
    const still = counted.filter(({ at }) => at > now - limit.within);
    const deciding = still[still.length - limit.rollbacks];
    return deciding === undefined ? [] : [{ service, rollbacks: still, closesAt: deciding.at + limit.within }];
  });
}

/** A release that was taken back, or a rollback of its own that was carried out. */
function isRollback({ intent, closed }: Pick<ListedRelease, 'intent' | 'closed'>): boolean {
  return (
    closed?.ending === (intent === 'release' ? 'rolled_back' : 'released') &&
    (intent === 'release' || intent === 'rollback')
  );
}
