import type { ProposeRequest } from '#domain/job.ts';
import type { Person } from '#domain/moves/who-may.ts';
import type { Override } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import { nextVersion } from '#domain/version/bump.ts';
import { type CommitsVerdict, checkAgainstCommits } from '#domain/version/check-against-commits.ts';
import { checkSuccession } from '#domain/version/check-succession.ts';
import { parseVersion } from '#domain/version/parse-version.ts';
import { refusedIn } from '#domain/version/release-type.ts';
import { suggestVersion, type VersionSuggestion } from '#domain/version/suggest-version.ts';
import type { Version } from '#domain/version/version.ts';
import { type History, plannedCommit } from './history.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';

export type VersionChoice =
  | {
      readonly kind: 'chosen';
      readonly version: Version;
      readonly overrides: readonly Override[];
      readonly warnings: readonly ProposeWarning[];
    }
  | RefusedProposal;

/** The version that was asked for, checked against the tags and against what the commits do. */
export function chooseVersion(
  request: ProposeRequest,
  project: Project,
  history: History,
  person: Person,
): VersionChoice {
  const asked = askedVersion(request, project, history);
  if (asked.kind === 'refused') return asked;
  const { version } = asked;
  const current = history.previous?.version ?? null;
  const succession = checkSuccession({ version, current, existing: history.existing });
  if (succession.kind === 'refused') {
    const nearest = succession.nearest;
    return refuseProposal(
      succession.code === 'tag_exists'
        ? { code: 'tag_exists', version, nearest }
        : { code: 'not_greater', version, current: succession.than, nearest },
    );
  }
  const warnings: ProposeWarning[] =
    succession.kind === 'skips' ? [{ code: 'skips_versions', nearest: succession.nearest }] : [];
  if ('bump' in request.version && request.version.bump === 'hotfix') {
    const strangers = refusedIn('hotfix', history.commits);
    const nearest = suggested(project, history)?.next ?? version;
    if (strangers.length > 0)
      return refuseProposal({ code: 'not_a_hotfix', version, nearest, commits: strangers.map(plannedCommit) });
  }
  const verdict = checkAgainstCommits(version, current, history.commits, project.versioning.initialDevelopment);
  if (verdict.kind === 'feature_in_patch') warnings.push({ code: 'feature_in_patch', nearest: verdict.nearest });
  if (verdict.kind !== 'breaking_in_minor') return { kind: 'chosen', version, overrides: [], warnings };
  return overridden({ request, project, person, version, verdict, warnings });
}

/** Breaking changes in a version that promises none: only with the reason of somebody who holds a role that may. */
function overridden(asked: {
  readonly request: ProposeRequest;
  readonly project: Project;
  readonly person: Person;
  readonly version: Version;
  readonly verdict: Extract<CommitsVerdict, { kind: 'breaking_in_minor' }>;
  readonly warnings: readonly ProposeWarning[];
}): VersionChoice {
  const { request, project, person, version, verdict, warnings } = asked;
  const roles = project.overrides.breakingChange;
  const reason = request.breakingChangeReason?.trim() ?? '';
  if (reason === '')
    return refuseProposal({
      code: 'breaking_change',
      version,
      nearest: verdict.nearest,
      commits: verdict.commits.map(plannedCommit),
      roles,
    });
  const role = roles.find((name) => person.roles.includes(name));
  if (role === undefined || person.actor.kind === 'automatic')
    return refuseProposal({ code: 'override_not_permitted', roles });
  return {
    kind: 'chosen',
    version,
    overrides: [{ rule: 'breaking_change_in_minor', by: person.actor.user, role, reason }],
    warnings,
  };
}

function askedVersion(
  request: ProposeRequest,
  project: Project,
  history: History,
): { readonly kind: 'version'; readonly version: Version } | RefusedProposal {
  const current = history.previous?.version ?? null;
  if ('exact' in request.version) {
    const parsed = parseVersion(request.version.exact);
    if (parsed.kind === 'version') return parsed;
    return refuseProposal({
      code: 'version_malformed',
      typed: request.version.exact,
      fault: parsed.code,
      nearest: parsed.nearest,
    });
  }
  const { bump } = request.version;
  if (bump === 'suggested')
    return { kind: 'version', version: suggested(project, history)?.next ?? nextVersion(current, 'patch') };
  return { kind: 'version', version: nextVersion(current, bump === 'hotfix' ? 'patch' : bump) };
}

function suggested(project: Project, { commits, previous, existing }: History): VersionSuggestion | null {
  const current = previous?.version ?? null;
  return suggestVersion({ commits, current, existing, initial: project.versioning.initialDevelopment });
}
