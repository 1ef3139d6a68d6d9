import type { Project } from '../project/project.ts';
import { type ReleaseRequirements, type ReleaseType, requirementsOf } from './release-type.ts';
import type { Version } from './version.ts';

/** What a release of a type needs in a project before it is out. */
export type ReleaseNeeds = ReleaseRequirements & {
  readonly type: ReleaseType;
  /** Commands that must succeed on the release commit. */
  readonly builds: number;
  readonly tests: number;
  readonly gates: readonly {
    readonly environment: string;
    readonly checks: readonly string[];
    readonly approvals: readonly { readonly roles: readonly string[]; readonly count: number }[];
  }[];
  /** Who may release a breaking change as less than a major version, with a reason. */
  readonly overrideRoles: readonly string[];
};

/** The requirements of a type after `current` with those of the project: its commands, and what each environment asks for. */
export function releaseNeeds(
  project: Pick<Project, 'build' | 'test' | 'environments' | 'overrides' | 'versioning'>,
  type: ReleaseType,
  current: Version | null,
): ReleaseNeeds {
  return {
    ...requirementsOf(type, current, project.versioning.initialDevelopment),
    type,
    builds: project.build.length,
    tests: project.test.length,
    gates: project.environments.map(({ name, checks, approvals }) => ({
      environment: name,
      checks: checks.map((check) => check.name),
      approvals,
    })),
    overrideRoles: project.overrides.breakingChange,
  };
}
