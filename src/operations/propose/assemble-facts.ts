import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { keepAChangelog } from '#domain/changelog/formats/keep-a-changelog.ts';
import { renderChanges } from '#domain/changelog/render-changelog-section.ts';
import type { Digest, ReleaseId, Sha } from '#domain/ids.ts';
import type { Migration } from '#domain/migrations/migration.ts';
import type { Neighbour } from '#domain/plan/neighbour.ts';
import type { Override } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { RolloutSettings } from '#domain/plan/rollout-settings.ts';
import type { Project } from '#domain/project/project.ts';
import type { Certificate } from '#domain/rehearsal/certificate.ts';
import type { Risk } from '#domain/risk/risk.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import { labelsServices, projectLinks } from '../changelog/changelog-source.ts';
import type { PlannedNotes } from '../notes/plan-notes.ts';
import { authorsOf, type History, plannedCommit } from './history.ts';
import type { Footing } from './read-baseline.ts';

/** Everything that was asked for and found out, before it is one set of facts. */
export type ReleaseWish = {
  /** A release, when left out. */
  readonly intent?: 'rehearsal';
  readonly release: ReleaseId;
  readonly projectName: string;
  readonly project: Project;
  readonly configDigest: Digest;
  readonly revision: number;
  readonly version: Version;
  /** The service or group whose version it is; null where it is the project's. */
  readonly unit: string | null;
  readonly isHotfix: boolean;
  readonly requestedAt: number;
  readonly services: readonly string[];
  readonly environments: readonly string[];
  readonly strategy: string | null;
  readonly settings?: RolloutSettings | null;
  readonly overrides: readonly Override[];
  readonly leftOut: Sha | null;
  readonly tagged?: PlanFacts['tagged'];
  /** The section of the changelog where it is not to be made, being under the tag already. */
  readonly section?: string;
  /** The database migrations of the range. */
  readonly migrations?: readonly Migration[];
  readonly neighbours?: readonly Neighbour[];
  readonly risk?: Risk | null;
  /** What is known of the project's rehearsals. */
  readonly certificates: readonly Certificate[];
};

/** The facts of a release plan. The changelog and the notes are generated here and nowhere typed. */
export function releaseFacts(
  { section, ...wish }: ReleaseWish,
  history: History,
  footing: Omit<Footing, 'idle'>,
  notes: PlannedNotes | null = null,
): PlanFacts {
  const { changes, changelog } = changelogOf(wish, history);
  return {
    ...wish,
    intent: wish.intent ?? 'release',
    previous: history.previous?.version ?? null,
    tag: tagOf(wish.project.tag, wish.version),
    source: history.head,
    since: history.previous?.sha ?? null,
    baseline: footing.baseline,
    canRemove: (service) => footing.capabilities.get(service)?.remove ?? false,
    hasBaseline: (service) => footing.capabilities.get(service)?.baseline ?? false,
    stagesOf: (service) => footing.capabilities.get(service)?.stages ?? [],
    commits: history.commits.map(plannedCommit),
    commitCount: history.commits.length,
    authors: authorsOf(history.commits),
    changelog: section ?? changelog,
    ...(notes ?? { notes: renderChanges(changes, projectLinks(wish.project)) }),
    isApproved: false,
  };
}

/** The section of the version and the reference of its heading, as they are put into the file. */
function changelogOf({ project, version, requestedAt }: ReleaseWish, history: History) {
  const { commits, previous, head, reverted, pullRequestOf, servicesOf } = history;
  const rules = project.changelogRules;
  const changes = changelogEntries(commits, { rules, reverted, pullRequestOf, servicesOf });
  const changelog = keepAChangelog({
    version,
    date: new Date(requestedAt).toISOString().slice(0, 10),
    from: previous === null ? null : { name: previous.tag, sha: previous.sha },
    to: { name: tagOf(project.tag, version), sha: head },
    changes,
    links: projectLinks(project),
    showServices: labelsServices(project),
  });
  return { changes, changelog };
}
