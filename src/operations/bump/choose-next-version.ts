import type { Project } from '#domain/project/project.ts';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import { nextVersion } from '#domain/version/bump.ts';
import { checkSuccession } from '#domain/version/check-succession.ts';
import { parseVersion } from '#domain/version/parse-version.ts';
import { suggestVersion } from '#domain/version/suggest-version.ts';
import { Version } from '#domain/version/version.ts';
import type { VersionBumpRefusal } from '#domain/version-bump/version-bump-outcome.ts';
import type { Footing } from './read-footing.ts';

export type NextVersion =
  | { readonly kind: 'chosen'; readonly version: Version; readonly skippedTo: Version | null }
  /** The files hold it already. */
  | { readonly kind: 'already'; readonly version: Version }
  | { readonly kind: 'refused'; readonly refusal: VersionBumpRefusal };

/**
 * The version the files are to hold. A word such as `minor` counts from the last tagged release, so that it means the same before and after
 * the bump; without one it counts from what the files say.
 */
export function chooseNextVersion(
  wanted: VersionBumpRequest['version'],
  said: string,
  footing: Footing,
  project: Pick<Project, 'versioning'>,
): NextVersion {
  const inFiles = Version.safeParse(said).data ?? null;
  const base = footing.previous?.version ?? inFiles;
  const asked = askedVersion(wanted, base, footing, project);
  if (asked.kind === 'refused') return asked;
  const { version } = asked;
  if (version === said) return { kind: 'already', version };
  const verdict = checkSuccession({ version, current: inFiles ?? base, existing: footing.existing });
  if (verdict.kind !== 'refused')
    return { kind: 'chosen', version, skippedTo: verdict.kind === 'skips' ? verdict.nearest : null };
  const { nearest } = verdict;
  return verdict.code === 'tag_exists'
    ? refused({ code: 'tag_exists', version, nearest })
    : refused({ code: 'not_greater', version, current: said, nearest });
}

function askedVersion(
  wanted: VersionBumpRequest['version'],
  base: Version | null,
  footing: Footing,
  { versioning }: Pick<Project, 'versioning'>,
): { readonly kind: 'version'; readonly version: Version } | Extract<NextVersion, { kind: 'refused' }> {
  if ('exact' in wanted) {
    const parsed = parseVersion(wanted.exact);
    if (parsed.kind === 'version') return parsed;
    const { code: fault, nearest } = parsed;
    return refused({ code: 'version_malformed', typed: wanted.exact, fault, nearest });
  }
  if (wanted.bump !== 'suggested') return { kind: 'version', version: nextVersion(base, wanted.bump) };
  const { commits, existing } = footing;
  const suggestion = suggestVersion({ commits, current: base, existing, initial: versioning.initialDevelopment });
  if (suggestion === null) return refused({ code: 'nothing_new', previous: base });
  return { kind: 'version', version: suggestion.next };
}

function refused(refusal: VersionBumpRefusal): Extract<NextVersion, { kind: 'refused' }> {
  return { kind: 'refused', refusal };
}
