import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import type { Release } from '#domain/release/release.ts';
import { hasChangedTarget } from '#domain/release/step-of.ts';
import type { ReleaseLog } from '../release-log.ts';

/**
 * The open release that holds one of the services there and has begun to change it, or null. A rollback is none: telling it to go back would
 * undo it. A rehearsal is one: it goes back at once.
 */
export async function releaseInFlight(
  releases: Pick<ReleaseLog, 'find'>,
  record: ProjectRecord,
  environment: string,
  services: readonly string[],
): Promise<Release | null> {
  for (const service of services) {
    const holder = record.claims.get(`${environment}/${service}`);
    const release = holder === undefined ? null : await releases.find(holder);
    if (release === null || release.ending !== null || release.plan.intent === 'rollback') continue;
    if (hasChangedTarget(release)) return release;
  }
  return null;
}

/** Whether taking the release back is what was asked for: no version was named, or the one that ran there before it. */
export function goesBackTo(
  { plan }: Release,
  environment: string,
  services: readonly string[],
  version: string | null,
): boolean {
  if (version === null) return true;
  const before = plan.baseline.filter((one) => one.environment === environment && services.includes(one.service));
  return before.length > 0 && before.every((one) => one.version === version);
}
