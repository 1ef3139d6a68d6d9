import type { ListedRelease, ProjectRecord } from './project-record.ts';

/**
 * The releases of a version, oldest first, however they stand; rollbacks and rehearsals are none. `unit` is the service or group whose version it
 * is, null for the project's: where services have versions of their own, another one's 1.5.0 is another release.
 */
export function releasesOf(
  { releases }: Pick<ProjectRecord, 'releases'>,
  { unit, version }: { readonly version: string; readonly unit: string | null },
): readonly ListedRelease[] {
  return releases.filter((one) => one.intent === 'release' && one.version === version && (one.unit ?? null) === unit);
}
