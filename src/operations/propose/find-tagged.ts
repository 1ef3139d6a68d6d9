import type { Sha } from '#domain/ids.ts';
import type { ProposeRequest } from '#domain/job.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { outAlready } from '#domain/project-log/out-already.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { releasesOf } from '#domain/project-log/releases-of.ts';
import { taggedCommit } from '#domain/release/tagged-commit.ts';
import { versionFrom } from '#domain/version/parts.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import type { Version } from '#domain/version/version.ts';
import type { GitReader, TagRecord } from '#ports/git.ts';
import type { ReleaseLog } from '../release-log.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';

/** A version that was tagged without being deployed. */
export type TaggedVersion = {
  readonly kind: 'tagged';
  readonly version: Version;
  readonly tagged: NonNullable<Plan['tagged']>;
  /** The plan it was tagged by. */
  readonly by: Plan;
};

/**
 * Finds out whether a version that is to be deployed was tagged before, by a release of its own that deployed nothing. Null where it was not,
 * where all of the services have had it, and where nothing is to be deployed: then a tag forbids a release as ever. Refused where the tag is
 * not what was tagged, since a published version never changes. The caller has fetched.
 */
export async function findTagged(
  ports: { readonly releases: Pick<ReleaseLog, 'find'> },
  git: Pick<GitReader, 'tags'>,
  asked: {
    readonly request: ProposeRequest;
    readonly project: Project;
    readonly unit: ReleaseUnit;
    readonly services: readonly string[];
    readonly record: ProjectRecord;
  },
): Promise<TaggedVersion | RefusedProposal | null> {
  const { project, record, request, services, unit } = asked;
  const version = 'exact' in request.version ? versionFrom(request.version.exact) : null;
  const found = version === null ? null : await taggedBefore(ports, record, version, unit);
  if (version === null || found === null) return null;
  const misplaced = misplacedTag(await git.tags(), found.by, found.tagged.commit);
  if (misplaced !== null) return refuseProposal(misplaced);
  if (request.settings?.parts?.includes('deploy') === false) return null;
  const environment = project.environments.at(-1)?.name ?? '';
  const out = outAlready(record, { version, unit: unit.name }, environment, services);
  if (out.length === services.length) return null;
  if (out.length > 0) {
    const others = services.filter((service) => !out.includes(service));
    return refuseProposal({ code: 'partly_out', version, environment, services: out, others });
  }
  return { kind: 'tagged', version, ...found };
}

/** Why a tag is not the one that was made: it is gone, or on another commit. Null while it stands. */
export function misplacedTag(tags: readonly TagRecord[], { tag, version }: Plan, commit: Sha) {
  const standing = tags.find(({ name }) => name === tag);
  if (standing?.sha === commit) return null;
  const what = { version, tag, commit };
  return standing === undefined
    ? ({ code: 'tag_gone', ...what } as const)
    : ({ code: 'tag_moved', ...what, now: standing.sha } as const);
}

/** The newest release that has ended and whose log says that it tagged the version and deployed nothing. */
async function taggedBefore(
  { releases }: { readonly releases: Pick<ReleaseLog, 'find'> },
  record: ProjectRecord,
  version: Version,
  unit: ReleaseUnit,
): Promise<Pick<TaggedVersion, 'by' | 'tagged'> | null> {
  const ended = releasesOf(record, { version, unit: unit.name }).filter(
    (one) => one.closed !== null && one.moved === undefined,
  );
  for (const { id } of ended.toReversed()) {
    const release = await releases.find(id);
    const commit = release === null ? null : taggedCommit(release);
    if (release !== null && commit !== null) return { by: release.plan, tagged: { release: id, commit } };
  }
  return null;
}
