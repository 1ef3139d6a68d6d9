import type { ChangelogRules } from '#domain/changelog/changelog-rules.ts';
import type { ServicePlaces } from '#domain/commits/services-of-paths.ts';
import type { Sha } from '#domain/ids.ts';
import type { Links } from '#domain/links/links.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { repositoryPlace } from '#domain/links/remote-address.ts';
import type { Project } from '#domain/project/project.ts';
import type { InitialDevelopment } from '#domain/version/commit-rule.ts';
import { type ReleaseUnit, releaseUnits } from '#domain/version/release-unit.ts';
import type { Forge } from '#ports/forge.ts';
import type { GitReader } from '#ports/git.ts';

/** What of a repository a changelog is made from. */
export type ChangelogGit = Pick<
  GitReader,
  'commits' | 'isAncestor' | 'isShallow' | 'notes' | 'readFile' | 'resolve' | 'tags' | 'tagsBehind'
>;

/** A repository and everything its project says about changelogs. */
export type ChangelogSource = {
  readonly git: ChangelogGit;
  /** Where the range ends when nobody says: the branch's name and commit. */
  readonly head: { readonly name: string; readonly sha: Sha };
  /** What has a version of its own, each with the shape of its tags. */
  readonly units: readonly Pick<ReleaseUnit, 'services' | 'tag' | 'formerTags'>[];
  readonly services: ServicePlaces;
  readonly rules: ChangelogRules;
  readonly initial: InitialDevelopment;
  readonly links: Links;
  /** Null where none is configured. */
  readonly forge: Pick<Forge, 'pullRequestsOfCommits'> | null;
  /** Epoch milliseconds: the day of a version that has no tag yet. */
  readonly now: number;
};

/** What a project's configuration says. `address` is the remote's, where it is another than the configured one. */
export function sourceOf(
  project: Project,
  about: Pick<ChangelogSource, 'git' | 'head' | 'forge' | 'now'> & { readonly address?: string | null },
): ChangelogSource {
  const { address, ...rest } = about;
  return {
    ...rest,
    units: releaseUnits(project),
    services: project.services,
    rules: project.changelogRules,
    initial: project.versioning.initialDevelopment,
    links: projectLinks(project, address),
  };
}

/** Whether a project's changelog says which services an entry touches, for which paths have to be read. */
export function labelsServices({ changelogRules, services }: Pick<Project, 'changelogRules' | 'services'>): boolean {
  return changelogRules.labelServices && Object.keys(services).length > 1;
}

/** The links of a project's repository: as it says itself, else by its forge, else by its address. */
export function projectLinks(
  { repository }: Pick<Project, 'repository'>,
  address: string | null = repository.url,
): Links {
  const { forge, links = {} } = repository;
  if (forge === undefined) return linksOf(address, links);
  const isOnWeb = repositoryPlace(links.web ?? address ?? '') !== null;
  return linksOf(isOnWeb ? address : `https://${forge.kind}.com/${forge.repository}`, { kind: forge.kind, ...links });
}
