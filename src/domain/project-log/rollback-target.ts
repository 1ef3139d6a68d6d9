import { compareVersions } from '../version/compare-versions.ts';
import { Version } from '../version/version.ts';
import { type ProjectRecord, runningVersion, versionsKnown } from './project-record.ts';

export type RollbackTarget =
  | { readonly kind: 'target'; readonly version: string; readonly from: string; readonly services: readonly string[] }
  | { readonly kind: 'nothing'; readonly services: readonly string[] }
  | { readonly kind: 'unknown'; readonly version: string; readonly known: readonly string[] };

/**
 * Where a rollback leads: the version asked for if it is known to have run on every one of the services, else the one that ran before. Services
 * already there are left out.
 */
export function rollbackTarget(
  record: ProjectRecord,
  environment: string,
  services: readonly string[],
  wanted: string | null,
): RollbackTarget {
  const known = commonVersions(record, environment, services);
  const current = services
    .map((service) => runningVersion(record, environment, service))
    .filter((version) => version !== null);
  const from = highest(current);
  if (from === null) return { kind: 'nothing', services };
  if (wanted !== null && !known.includes(wanted))
    return { kind: 'unknown', version: wanted, known: known.filter((version) => version !== from) };
  const version = wanted ?? known.find((candidate) => isLower(candidate, from)) ?? null;
  if (version === null) return { kind: 'nothing', services };
  const moving = services.filter((service) => runningVersion(record, environment, service) !== version);
  return moving.length === 0 ? { kind: 'nothing', services } : { kind: 'target', version, from, services: moving };
}

/** Versions every one of the services is known to have run, newest run first. */
export function commonVersions(
  record: ProjectRecord,
  environment: string,
  services: readonly string[],
): readonly string[] {
  const [first, ...others] = services.map((service) => versionsKnown(record, environment, service));
  return (first ?? []).filter((version) => others.every((list) => list.includes(version)));
}

function highest(versions: readonly string[]): string | null {
  return versions.reduce<string | null>(
    (best, version) => (best === null || isLower(best, version) ? version : best),
    null,
  );
}

function isLower(a: string, b: string): boolean {
  const [left, right] = [Version.safeParse(a), Version.safeParse(b)];
  return left.success && right.success ? compareVersions(left.data, right.data) < 0 : a !== b;
}
