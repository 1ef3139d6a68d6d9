import { type ProjectRecord, runningVersion } from '../project-log/project-record.ts';
import { compareVersions } from '../version/compare-versions.ts';
import { versionFrom } from '../version/parts.ts';
import { baselineOf } from './baseline-of.ts';
import type { Plan } from './plan.ts';

/** A service and the version it runs. */
export type RunsAhead = { readonly service: string; readonly version: string };

/**
 * The services of a plan that run a newer version than the plan's in an environment, where it goes there by what their platforms say, else by
 * the project's log. What is no version by SemVer 2.0.0 is neither newer nor older.
 */
export function runningAhead(
  plan: Pick<Plan, 'baseline' | 'services' | 'version'>,
  record: ProjectRecord,
  environment: string,
): readonly RunsAhead[] {
  const ours = versionFrom(plan.version);
  return plan.services.flatMap((service) => {
    const seen = baselineOf(plan, environment, service);
    const runs = seen === undefined ? runningVersion(record, environment, service) : seen.version;
    const theirs = runs === null ? null : versionFrom(runs);
    const isNewer = ours !== null && theirs !== null && compareVersions(theirs, ours) > 0;
    return isNewer ? [{ service, version: theirs }] : [];
  });
}
