import type { VersionRequest } from '#domain/requests/version-request.ts';
import { bumpBetween } from '#domain/version/bump.ts';
import { checkSuccession } from '#domain/version/check-succession.ts';
import { type ReleaseUnit, releaseUnits } from '#domain/version/release-unit.ts';
import type { Version } from '#domain/version/version.ts';
import type { UnitVersions, VersionOutcome, VersionRefusal } from '#domain/version/version-outcome.ts';
import { type History, newestOnBranch, readUnitHistory } from '../propose/history.ts';
import { stepFrom } from './step-from.ts';
import { isOfPreRelease, mismatchOf, suggestVersions } from './suggest-versions.ts';
import type { VersionPlace, VersionSource } from './version-source.ts';

/**
 * `/semantic-version`: from a version that is given, without looking at a repository; else current, next and why of everything that has a
 * version of its own. Reads only.
 */
export async function semanticVersion(request: VersionRequest, place: VersionPlace): Promise<VersionOutcome> {
  const { current, version } = request;
  const { initialDevelopment: initial } = place.project.versioning;
  if (current !== null) return version === null ? stepFrom(request, current, initial) : judged(version, { current });
  const { name, open, project } = place;
  const source = { name, project, ...(await open()) };
  const units = releaseUnits(source.project).filter(
    (unit) => request.services === null || unit.services.some((service) => request.services?.includes(service)),
  );
  if (version === null && request.commits === null) return suggested(source, units, request);
  const [unit, other] = units;
  if (unit === undefined || other !== undefined)
    return refused({ code: 'several_versions', units: units.map(({ name }) => name ?? source.name) });
  const { findOverrides, git, head } = source;
  const history = await readUnitHistory(git, project, unit, head, { findOverrides });
  if (history === null) return refused({ code: 'branch_missing', branch: source.branch });
  if (version === null) return stepFrom(request, history.previous?.version ?? null, initial, history.existing);
  return judged(version, { current: history.previous?.version ?? null, source, unit, history });
}

async function suggested(
  source: VersionSource,
  units: readonly ReleaseUnit[],
  request: VersionRequest,
): Promise<VersionOutcome> {
  const { branch, findOverrides, git, head, name, project } = source;
  const versions: UnitVersions[] = [];
  for (const unit of units) {
    const withServices = unit.services.length > 1;
    const history = await readUnitHistory(git, project, unit, head, { withServices, findOverrides });
    if (history === null) return refused({ code: 'branch_missing', branch });
    const newest = isOfPreRelease(request) ? await newestOnBranch(git, unit, history) : null;
    const outcome = suggestVersions(source, unit, { history, newest }, request);
    if (outcome.kind === 'refused') return outcome;
    versions.push(outcome.versions);
  }
  return { kind: 'suggested', project: name, branch, isShallow: await git.isShallow(), units: versions };
}

/** Whether a version may follow: after the current one alone, or after all that the repository knows. */
function judged(
  version: Version,
  at: {
    readonly current: Version | null;
    readonly source?: VersionSource;
    readonly unit?: ReleaseUnit;
    readonly history?: History;
  },
): VersionOutcome {
  const { current, history, source, unit } = at;
  const succession = checkSuccession({ version, current, existing: history?.existing ?? [] });
  const mismatch = source === undefined || history === undefined ? null : mismatchOf(source, history, version);
  return {
    kind: 'judged',
    version,
    current,
    unit: unit?.name ?? null,
    bump: bumpBetween(current, version),
    verdict: succession.kind === 'refused' ? succession.code : succession.kind === 'ok' ? 'fits' : 'skips',
    than: succession.kind === 'refused' && succession.code === 'not_greater' ? succession.than : null,
    nearest: succession.kind === 'ok' ? null : succession.nearest,
    mismatch: succession.kind === 'refused' ? null : mismatch,
  };
}

function refused(refusal: VersionRefusal): VersionOutcome {
  return { kind: 'refused', refusal };
}
