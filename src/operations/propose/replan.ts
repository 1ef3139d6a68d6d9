import type { Actor } from '#domain/actor.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import type { Sha } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { withSettings } from '#domain/plan/with-settings.ts';
import type { Project } from '#domain/project/project.ts';
import type { Drift, ReleaseEvent } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { nextVersion } from '#domain/version/bump.ts';
import { checkAgainstCommits } from '#domain/version/check-against-commits.ts';
import { checkSuccession } from '#domain/version/check-succession.ts';
import { refusedIn } from '#domain/version/release-type.ts';
import { projectOfUnit, type ReleaseUnit, unitOf } from '#domain/version/release-unit.ts';
import { suggestBump } from '#domain/version/suggest-bump.ts';
import { Version } from '#domain/version/version.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Deployers } from '#ports/deployer.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitRepositories, TagRecord } from '#ports/git.ts';
import { overridesByForge } from '../changelog/ask-forge.ts';
import { labelsServices } from '../changelog/changelog-source.ts';
import type { PlanNotes } from '../notes/plan-notes.ts';
import type { ProjectLog } from '../project-log.ts';
import { releaseFacts } from './assemble-facts.ts';
import { checkVersionFiles } from './check-version-files.ts';
import { findForeignTag } from './find-foreign-tag.ts';
import { misplacedTag } from './find-tagged.ts';
import { findUnit } from './find-unit.ts';
import { type History, oursIn, plannedCommit, readUnitHistory } from './history.ts';
import { readCapabilities } from './read-capabilities.ts';
import { readMigrations } from './read-migrations.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';
import { reweighRisk } from './weigh-risk.ts';

export type ReplanPorts = {
  readonly configuration: Configuration;
  readonly git: GitRepositories;
  readonly deployers: Deployers;
  readonly projects: Pick<ProjectLog, 'get'>;
  readonly planNotes?: PlanNotes;
  /** Read for corrections in pull requests; without it only git notes count. */
  readonly forges?: Forges;
};

/**
 * Looks whether the branch or the configuration has moved away from what the plan was made of, and whether somebody else has made its tag; null
 * when all of it stands.
 */
export async function findDrift(ports: ReplanPorts, release: Release): Promise<Drift | null> {
  const { plan } = release;
  const project = ports.configuration.projects()[plan.project];
  if (plan.intent !== 'release' || project === undefined) return null;
  const git = ports.git.of(project.repository);
  await git.fetch();
  const config = ports.configuration.digestOf(plan.project) !== plan.configDigest;
  if (plan.tagged !== undefined) return driftOfTag(await git.tags(), plan, plan.tagged.commit, config);
  const head = await git.branchHead(plan.branch);
  const seen = plan.leftOut ?? plan.source;
  const tag = await findForeignTag(git, release);
  const tagged = tag === null ? {} : { tag };
  if (head === null) return tag === null ? null : { head: seen, commits: [], config, ...tagged };
  if (head === seen && !config && tag === null) return null;
  const isOurs = oursIn(project, unitOfPlan(project, plan));
  const commits: { sha: Drift['head']; subject: string; author: string }[] = [];
  let news = 0;
  for await (const record of git.commits({ from: seen, to: head, withPaths: isOurs !== null })) {
    const commit = parseCommit(record);
    if (isOurs !== null && !isOurs(commit, record.paths ?? [])) continue;
    news += 1;
    if (commits.length < 50)
      commits.push({ sha: commit.sha, subject: commit.subject, author: commit.authors[0]?.name ?? 'unknown' });
  }
  // What others have merged for services with a version of their own changes nothing here.
  return isOurs !== null && news === 0 && !config && tag === null ? null : { head, commits, config, ...tagged };
}

/** What the tag holds does not grow with the branch: only the configuration can move away from it, and somebody who touches the tag. */
function driftOfTag(tags: readonly TagRecord[], plan: Plan, commit: Sha, config: boolean): Drift | null {
  const fault = misplacedTag(tags, plan, commit);
  if (fault === null && !config) return null;
  const drift = { head: plan.source, commits: [], config };
  if (fault === null) return drift;
  return fault.code === 'tag_gone' ? { ...drift, untagged: true } : { ...drift, tag: fault.now };
}

export type ReplanOutcome = { readonly kind: 'event'; readonly event: ReleaseEvent } | RefusedProposal;

/**
 * Makes the plan again: with the new commits (`take`) or from the same commit with the newer ones marked as left out. What ran before the
 * release stays the place a rollback leads to.
 */
export async function replan(ports: ReplanPorts, release: Release, take: boolean, by: Actor): Promise<ReplanOutcome> {
  const { plan, drift } = release;
  const read = await readAgain(ports, release, take);
  if (read.kind === 'refused') return read;
  const { git, head, history, project, unit, version } = read;
  const capabilities = await readCapabilities(ports.deployers, project, plan.services);
  const settled = withSettings(projectOfUnit(project, unit), plan.settings ?? null, plan.services);
  if (settled.kind === 'refused') return refuseProposal({ code: 'plan', refusal: settled.refusal });
  const wish = { projectName: plan.project, project: settled.project, version, requestedAt: release.requestedAt };
  const notes = (await ports.planNotes?.({ ...wish, history })) ?? null;
  const migrations = await readMigrations(git, wish.project, history);
  const facts = releaseFacts(
    {
      ...wish,
      release: release.id,
      unit: unit.name,
      isHotfix: plan.hotfix === true,
      configDigest: ports.configuration.digestOf(plan.project),
      revision: plan.revision + 1,
      services: plan.services,
      environments: plan.environments,
      strategy: plan.strategy ?? null,
      settings: plan.settings ?? null,
      overrides: plan.overrides,
      leftOut: take ? null : head,
      ...(plan.tagged === undefined ? {} : { tagged: plan.tagged, section: plan.changelog }),
      migrations,
      certificates: (await ports.projects.get(plan.project)).certificates,
      neighbours: plan.neighbours ?? [],
      risk: reweighRisk({ history, migrations }, plan),
    },
    history,
    { baseline: plan.baseline, capabilities },
    notes,
  );
  const outcome = compilePlan(facts);
  if (outcome.kind === 'refused') return refuseProposal({ code: 'plan', refusal: outcome.refusal });
  const why = take ? (drift !== null && drift.commits.length > 0 ? 'commits' : 'config') : 'kept';
  return {
    kind: 'event',
    event: { v: 1, type: 'release.replanned', plan: outcome.plan, digest: outcome.digest, by, why },
  };
}

/** The history the new plan is made of, once nothing forbids the version over it. */
async function readAgain(ports: ReplanPorts, release: Release, take: boolean) {
  const { plan, drift } = release;
  const project = ports.configuration.projects()[plan.project];
  if (project === undefined) return refuseProposal({ code: 'unknown_project', project: plan.project, known: [] });
  const found = findUnit('/release', { name: plan.project, project, services: plan.services, version: plan.version });
  if (found.kind === 'refused') return found;
  const { unit } = found;
  const git = ports.git.of(project.repository);
  const head = drift?.head ?? plan.source;
  // Whoever deleted the tag is not to wait for the next look.
  if (drift?.tag !== undefined || drift?.untagged === true) await git.fetch();
  const misplaced = plan.tagged === undefined ? null : misplacedTag(await git.tags(), plan, plan.tagged.commit);
  if (misplaced !== null) return refuseProposal(misplaced);
  const foreignTag = await findForeignTag(git, release);
  const history = await readUnitHistory(git, project, unit, take ? head : plan.source, {
    withServices: labelsServices(project),
    findOverrides: overridesByForge(project, ports.forges),
    except: plan.tagged?.commit ?? null,
  });
  if (history === null) return refuseProposal({ code: 'branch_missing', branch: plan.branch });
  const version = Version.parse(plan.version);
  if (foreignTag !== null) return tagRefusal(version, history);
  const misfit = plan.tagged === undefined ? misfitOf(plan, version, project, history) : null;
  if (misfit !== null) return misfit;
  const written = await checkVersionFiles(git, {
    project: projectOfUnit(project, unit),
    services: plan.services,
    settings: plan.settings ?? null,
    head: history.head,
    tagged: plan.tagged ?? null,
    previous: history.previous?.version ?? null,
    next: version,
  });
  return written ?? ({ kind: 'read', git, head, history, project, unit, version } as const);
}

function tagRefusal(version: Version, { existing, previous }: History): RefusedProposal {
  const verdict = checkSuccession({ version, current: previous?.version ?? null, existing });
  const nearest = verdict.kind === 'refused' ? verdict.nearest : version;
  return refuseProposal({ code: 'tag_exists', version, nearest });
}

/** Why the commits there are now cannot go out under the version of the plan; null when they can. */
function misfitOf(plan: Plan, version: Version, project: Project, history: History): RefusedProposal | null {
  const previous = history.previous?.version ?? null;
  const { initialDevelopment } = project.versioning;
  const strangers = plan.hotfix === true ? refusedIn('hotfix', history.commits) : [];
  if (strangers.length > 0) {
    const nearest = suggestBump(history.commits, previous, initialDevelopment)?.bump ?? 'patch';
    const commits = strangers.map(plannedCommit);
    return refuseProposal({ code: 'not_a_hotfix', version, nearest: nextVersion(previous, nearest), commits });
  }
  const verdict = checkAgainstCommits(version, previous, history.commits, initialDevelopment);
  if (verdict.kind !== 'breaking_in_minor' || plan.overrides.some(({ rule }) => rule === 'breaking_change_in_minor'))
    return null;
  const { nearest } = verdict;
  const commits = verdict.commits.map(plannedCommit);
  return refuseProposal({
    code: 'breaking_change',
    version,
    nearest,
    commits,
    roles: project.overrides.breakingChange,
  });
}

/** The unit a plan was made for; null when the configuration no longer has one for its services. */
function unitOfPlan(project: Project, plan: Plan): ReleaseUnit | null {
  const choice = unitOf(project, plan.services);
  return choice.kind === 'unit' ? choice.unit : null;
}
