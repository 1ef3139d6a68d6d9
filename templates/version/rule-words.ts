import type { Bump } from '#domain/version/bump.ts';
import type { VersionRule } from '#domain/version/commit-rule.ts';
import type { StepKind } from '#domain/version/next-step.ts';

/** The rule by which a commit decides, as a clause. `bump` is what it led to: before 1.0.0 that is a matter of configuration. */
export function ruleWords(rule: VersionRule | 'release_as', bump: Bump): string {
  switch (rule) {
    case 'release_as':
      return 'its Release-As footer names the version';
    case 'breaking':
      return 'a breaking change asks for a major version';
    case 'breaking_unstable':
      return `before 1.0.0 a breaking change asks for a ${bump} version here`;
    case 'feature':
      return 'a feature asks for a minor version';
    case 'feature_unstable':
      return `before 1.0.0 a feature asks for a ${bump} version here`;
    case 'fix':
      return 'a fix asks for a patch';
    case 'other':
      return 'a change of any other kind asks for a patch';
  }
}

/** So many commits of a rule: `3 fixes`. */
export function ruleCount(rule: VersionRule, count: number): string {
  const [one, many] = counted[rule];
  return `${count} ${count === 1 ? one : many}`;
}

const counted: Readonly<Record<VersionRule, readonly [string, string]>> = {
  breaking: ['breaking change', 'breaking changes'],
  breaking_unstable: ['breaking change', 'breaking changes'],
  feature: ['feature', 'features'],
  feature_unstable: ['feature', 'features'],
  fix: ['fix', 'fixes'],
  other: ['other change', 'other changes'],
};

/** What a version is, with the item of SemVer 2.0.0 that says so. */
export const bumpWords: Readonly<Record<Bump, string>> = {
  major: 'a major version (SemVer 2.0.0 item 8)',
  minor: 'a minor version (SemVer 2.0.0 item 7)',
  patch: 'a patch (SemVer 2.0.0 item 6)',
};

/** A step as people ask for it. */
export const stepWords: Readonly<Record<StepKind, string>> = {
  major: 'the next major version',
  minor: 'the next minor version',
  patch: 'the next patch',
  'pre-release': 'the next pre-release',
  release: 'the release that the pre-release is for',
};
