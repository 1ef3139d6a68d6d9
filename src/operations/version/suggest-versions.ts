import type { Commit } from '#domain/commits/commit.ts';
import type { VersionRequest } from '#domain/requests/version-request.ts';
import { bumpBetween } from '#domain/version/bump.ts';
import { checkAgainstCommits } from '#domain/version/check-against-commits.ts';
import { nextStep, type StepKind } from '#domain/version/next-step.ts';
import { releaseNeeds } from '#domain/version/release-needs.ts';
import { mayBeHotfix } from '#domain/version/release-type.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { suggestBump } from '#domain/version/suggest-bump.ts';
import { suggestVersion, type VersionSuggestion } from '#domain/version/suggest-version.ts';
import type { Version } from '#domain/version/version.ts';
import type { Mismatch, UnitVersions, VersionReason, VersionRefusal } from '#domain/version/version-outcome.ts';
import { type History, plannedCommit } from '../propose/history.ts';
import type { VersionSource } from './version-source.ts';

type Asked = Pick<VersionRequest, 'bump' | 'preRelease' | 'buildMetadata'>;

/** What the repository says of a unit: its history, and the newest version where that may be a pre-release. */
export type KnownHistory = { readonly history: History; readonly newest: Version | null };

export type UnitOutcome =
  | { readonly kind: 'versions'; readonly versions: UnitVersions }
  | { readonly kind: 'refused'; readonly refusal: VersionRefusal };

/** Current and next version of a unit by its history, with the commits that decide; by the step that was asked for, where one was. */
export function suggestVersions(
  source: VersionSource,
  unit: ReleaseUnit,
  known: KnownHistory,
  asked: Asked,
): UnitOutcome {
  const { project } = source;
  const { history, newest } = known;
  const current = isOfPreRelease(asked) ? newest : (history.previous?.version ?? null);
  const { initialDevelopment: initial } = project.versioning;
  const suggestion = suggestVersion({ commits: history.commits, current, existing: history.existing, initial });
  const next = nextOf(suggestion, current, history, asked);
  if (next !== null && next.kind === 'refused')
    return { kind: 'refused', refusal: { code: 'step', refusal: next.refusal } };
  const version = next?.version ?? null;
  const bump = version === null ? null : bumpBetween(history.previous?.version ?? null, version);
  return {
    kind: 'versions',
    versions: {
      unit: unit.name,
      services: unit.services,
      current,
      next: version,
      reason: asked.bump === null ? reasonOf(suggestion) : { kind: 'step', step: asked.bump },
      perService: perService(source, unit, history, current),
      elsewhere: history.elsewhere,
      mismatch: version === null ? null : mismatchOf(source, history, version),
      mayBeHotfix: bump !== null && mayBeHotfix(bump, history.commits),
      needs: bump === null ? null : releaseNeeds(project, bump, history.previous?.version ?? null),
    },
  };
}

/** What of a version does not fit the commits since the last release; null when all of it does. */
export function mismatchOf({ project }: VersionSource, history: History, version: Version): Mismatch | null {
  const { initialDevelopment } = project.versioning;
  const previous = history.previous?.version ?? null;
  const verdict = checkAgainstCommits(version, previous, history.commits, initialDevelopment);
  return verdict.kind === 'ok' ? null : { ...verdict, commits: verdict.commits.map(plannedCommit) };
}

/** Whether a step starts at the newest pre-release; every other starts at the last release. */
export function isOfPreRelease({ bump }: Asked): boolean {
  return bump === 'pre-release' || bump === 'release';
}

function nextOf(
  suggestion: VersionSuggestion | null,
  current: Version | null,
  { existing }: History,
  { bump, preRelease, buildMetadata: build }: Asked,
) {
  const step: StepKind | null = bump ?? suggestion?.bump ?? null;
  if (step === null) return null;
  const isPlain = bump === null && preRelease === null && build === null;
  if (isPlain && suggestion !== null) return { kind: 'version', version: suggestion.next } as const;
  return nextStep({ current, step, preRelease, build, existing });
}

function reasonOf(suggestion: VersionSuggestion | null): VersionReason | null {
  if (suggestion === null) return null;
  const planned = <Of extends { readonly commit: Commit }>(one: Of) => ({ ...one, commit: plannedCommit(one.commit) });
  return {
    kind: 'commits',
    deciding: suggestion.deciding.map(planned),
    rest: suggestion.rest,
    ignored: suggestion.ignored.map(planned),
  };
}

/** What each service would ask for alone: the version of several is the highest of them. */
function perService(
  { project }: VersionSource,
  unit: ReleaseUnit,
  { commits, servicesOf }: History,
  current: Version | null,
): UnitVersions['perService'] {
  if (unit.services.length < 2) return [];
  return unit.services.flatMap((service) => {
    const own = commits.filter((commit) => servicesOf(commit).includes(service));
    const suggestion = suggestBump(own, current, project.versioning.initialDevelopment);
    return suggestion === null ? [] : [{ service, bump: suggestion.bump, commits: own.length }];
  });
}
