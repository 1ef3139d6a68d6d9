import type { Commit } from '../commits/commit.ts';
import { type Bump, isAtLeast } from './bump.ts';
import { type InitialDevelopment, isUnstable } from './commit-rule.ts';
import type { Version } from './version.ts';

/** The kinds of releases people speak of. A hotfix is a patch that holds fixes and nothing else. */
export type ReleaseType = 'hotfix' | Bump;

/** What a commit is to a release. */
export type CommitClass = 'breaking' | 'feature' | 'fix' | 'internal';

/** What becomes of a commit in a release of a type: it may be in it, is warned of, needs a role's reason, or is refused. */
export type Admission = 'allowed' | 'warned' | 'needs_override' | 'refused';

export type ReleaseRequirements = {
  readonly bump: Bump;
  readonly commits: Readonly<Record<CommitClass, Admission>>;
  /** Whether readers must be told how to get from the version before to this one. */
  readonly needsMigrationNotes: boolean;
};

/** What each type of release requires from 1.0.0 on, beyond what every release does: builds, tests and the approvals of its environments. */
const releaseRequirements: Readonly<Record<ReleaseType, ReleaseRequirements>> = {
  hotfix: {
    bump: 'patch',
    commits: { breaking: 'refused', feature: 'refused', fix: 'allowed', internal: 'allowed' },
    needsMigrationNotes: false,
  },
  patch: {
    bump: 'patch',
    commits: { breaking: 'needs_override', feature: 'warned', fix: 'allowed', internal: 'allowed' },
    needsMigrationNotes: false,
  },
  minor: {
    bump: 'minor',
    commits: { breaking: 'needs_override', feature: 'allowed', fix: 'allowed', internal: 'allowed' },
    needsMigrationNotes: false,
  },
  major: {
    bump: 'major',
    commits: { breaking: 'allowed', feature: 'allowed', fix: 'allowed', internal: 'allowed' },
    needsMigrationNotes: true,
  },
};

/**
 * What a type of release requires after `current`. Before 1.0.0 a patch or minor may hold whatever `initial` says it is enough for; a hotfix
 * holds fixes at any time.
 */
export function requirementsOf(
  type: ReleaseType,
  current: Version | null,
  initial: InitialDevelopment,
): ReleaseRequirements {
  const usual = releaseRequirements[type];
  if (type === 'hotfix' || !isUnstable(current)) return usual;
  const breaking = isAtLeast(usual.bump, initial.breaking) ? 'allowed' : usual.commits.breaking;
  const feature = isAtLeast(usual.bump, initial.feature) ? 'allowed' : usual.commits.feature;
  return { ...usual, commits: { ...usual.commits, breaking, feature } };
}

/** What a commit is, by Conventional Commits 1.0.0. Reverts and performance are fixes; everything users do not see is internal. */
export function classOf(commit: Pick<Commit, 'type' | 'breaking' | 'isRevert'>): CommitClass {
  if (commit.breaking !== null) return 'breaking';
  if (commit.type === 'feat') return 'feature';
  return commit.isRevert || commit.type === 'fix' || commit.type === 'perf' ? 'fix' : 'internal';
}

/** The commits that a release of this type may not hold by any means. */
export function refusedIn<Known extends Parameters<typeof classOf>[0]>(
  type: ReleaseType,
  commits: readonly Known[],
): readonly Known[] {
  return commits.filter((commit) => releaseRequirements[type].commits[classOf(commit)] === 'refused');
}

/** The type that a bump and the commits make: a patch with at least one fix and nothing a hotfix refuses is a hotfix as well. */
export function mayBeHotfix(bump: Bump, commits: readonly Parameters<typeof classOf>[0][]): boolean {
  const hasFix = commits.some((commit) => classOf(commit) === 'fix');
  return bump === 'patch' && hasFix && refusedIn('hotfix', commits).length === 0;
}
