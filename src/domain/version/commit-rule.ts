import type { Commit } from '../commits/commit.ts';
import type { Bump } from './bump.ts';
import { partsOf } from './parts.ts';
import type { Version } from './version.ts';

/** What a change asks for before 1.0.0, where anything may change at any time (SemVer 2.0.0 item 4). */
export type InitialDevelopment = { readonly breaking: Bump; readonly feature: 'minor' | 'patch' };

/** A breaking change is a minor version, a feature as well: 0.4.2 and 0.5.0 do not promise to fit. */
export const usualInitialDevelopment: InitialDevelopment = { breaking: 'minor', feature: 'minor' };

/** The rule by which a commit asks for a bump; a template words each. */
export type VersionRule = 'breaking' | 'breaking_unstable' | 'feature' | 'feature_unstable' | 'fix' | 'other';

/** What of a commit counts for the version. */
export type Weighed = Pick<Commit, 'type' | 'breaking'>;

/** True before 1.0.0, when a minor may break (SemVer 2.0.0 item 4). */
export function isUnstable(version: Version | null): boolean {
  return version === null || partsOf(version).major === 0;
}

/** The bump a single commit asks for after `current`, and by which rule of SemVer 2.0.0 and Conventional Commits 1.0.0. */
export function ruleOf(
  commit: Weighed,
  current: Version | null,
  initial: InitialDevelopment,
): { readonly rule: VersionRule; readonly bump: Bump } {
  const isEarly = isUnstable(current);
  if (commit.breaking !== null)
    return isEarly ? { rule: 'breaking_unstable', bump: initial.breaking } : { rule: 'breaking', bump: 'major' };
  if (commit.type === 'feat')
    return isEarly ? { rule: 'feature_unstable', bump: initial.feature } : { rule: 'feature', bump: 'minor' };
  return { rule: commit.type === 'fix' ? 'fix' : 'other', bump: 'patch' };
}
