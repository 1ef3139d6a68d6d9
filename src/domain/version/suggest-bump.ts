import type { Commit } from '../commits/commit.ts';
import type { Bump } from './bump.ts';
import { partsOf } from './parts.ts';
import type { Version } from './version.ts';

/** The bump the commits ask for and the commits that ask for it. */
export type BumpSuggestion = { readonly bump: Bump; readonly because: readonly Commit[] };

/**
 * Works out the bump from Conventional Commits 1.0.0: a breaking change is major (minor while the version is 0.y.z, SemVer 2.0.0 item 4), a
 * feature minor, anything else patch. Null when there are no commits.
 */
export function suggestBump(commits: readonly Commit[], current: Version | null): BumpSuggestion | null {
  const breaking = commits.filter((commit) => commit.breaking !== null);
  if (breaking.length > 0) return { bump: isUnstable(current) ? 'minor' : 'major', because: breaking };
  const features = commits.filter((commit) => commit.type === 'feat');
  if (features.length > 0) return { bump: 'minor', because: features };
  return commits.length === 0 ? null : { bump: 'patch', because: commits };
}

/** True before 1.0.0, when a minor may break (SemVer 2.0.0 item 4). */
export function isUnstable(version: Version | null): boolean {
  return version === null || partsOf(version).major === 0;
}
