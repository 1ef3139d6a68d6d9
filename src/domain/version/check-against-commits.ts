import type { Commit } from '../commits/commit.ts';
import { bumpBetween, isAtLeast, nextVersion } from './bump.ts';
import { type InitialDevelopment, isUnstable, usualInitialDevelopment } from './commit-rule.ts';
import { coreOf } from './parts.ts';
import type { Version } from './version.ts';

export type CommitsVerdict =
  | { readonly kind: 'ok' }
  /** Breaking changes in a version that promises there are none (SemVer 2.0.0 item 8). Refused unless a named role overrides. */
  | { readonly kind: 'breaking_in_minor'; readonly commits: readonly Commit[]; readonly nearest: Version }
  /** New features in a patch (SemVer 2.0.0 item 7): worth a warning, nobody's build breaks of it. */
  | { readonly kind: 'feature_in_patch'; readonly commits: readonly Commit[]; readonly nearest: Version };

/**
 * Compares what a version promises with what the commits since the previous one do, before 1.0.0 by what `initial` says. A first release
 * may hold anything.
 */
export function checkAgainstCommits(
  version: Version,
  previous: Version | null,
  commits: readonly Commit[],
  initial: InitialDevelopment = usualInitialDevelopment,
): CommitsVerdict {
  if (previous === null) return { kind: 'ok' };
  const bump = bumpBetween(previous, version);
  const needed = isUnstable(previous) ? initial.breaking : 'major';
  const breaking = commits.filter((commit) => commit.breaking !== null);
  if (breaking.length > 0 && !isAtLeast(bump, needed)) {
    return { kind: 'breaking_in_minor', commits: breaking, nearest: nextVersion(coreOf(previous), needed) };
  }
  const expected = isUnstable(previous) ? initial.feature : 'minor';
  const features = commits.filter((commit) => commit.type === 'feat');
  if (features.length > 0 && !isAtLeast(bump, expected)) {
    return { kind: 'feature_in_patch', commits: features, nearest: nextVersion(coreOf(previous), 'minor') };
  }
  return { kind: 'ok' };
}
