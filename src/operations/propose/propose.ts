import type { Actor } from '#domain/actor.ts';
import type { Digest, ReleaseId } from '#domain/ids.ts';
import type { ProposeRequest } from '#domain/job.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { runningAhead } from '#domain/plan/running-ahead.ts';
import { withSettings } from '#domain/plan/with-settings.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { partWarnings } from '#domain/proposal/part-warnings.ts';
import type { ProposeOutcome, ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import { projectOfUnit } from '#domain/version/release-unit.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Deployers } from '#ports/deployer.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitRepositories } from '#ports/git.ts';
import type { Queue } from '#ports/queue.ts';
import { overridesByForge } from '../changelog/ask-forge.ts';
import { labelsServices } from '../changelog/changelog-source.ts';
import type { PlanNotes } from '../notes/plan-notes.ts';
import type { WhoIs } from '../people.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import type { Boundary } from '../steps/boundary.ts';
import { chooseVersion, type VersionChoice } from './choose-version.ts';
import { compileRelease } from './compile-release.ts';
import { findTagged, type TaggedVersion } from './find-tagged.ts';
import { findUnit } from './find-unit.ts';
import { readUnitHistory } from './history.ts';
import { type BreakerVerdict, breakerAnnounced, judgeBreaker } from './judge-breaker.ts';
import { openRelease } from './open-release.ts';
import { proposedBefore } from './proposed-before.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';

export type ProposePorts = {
  readonly configuration: Configuration;
  readonly git: GitRepositories;
  readonly deployers: Deployers;
  /** Writes the notes of each audience; without it the plan carries the changelog's lists. */
  readonly planNotes?: PlanNotes;
  /** Read for corrections in pull requests; without it only git notes count. */
  readonly forges?: Forges;
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  readonly whoIs: WhoIs;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly boundary?: Boundary;
};

export type Propose = (wish: {
  readonly id: ReleaseId;
  readonly request: ProposeRequest;
  readonly actor: Actor;
  readonly channel: string | null;
}) => Promise<ProposeOutcome>;

/**
 * Works out what a release would hold and do, and proposes it. The id comes from the request itself, so a repeat finds the release it
 * made before. Nothing outside the logs is changed.
 */
export function createPropose(ports: ProposePorts): Propose {
  const planRelease = createPlanRelease(ports);
  return async ({ id, request, actor, channel }) => {
    const before = await proposedBefore(ports, id);
    if (before !== null) return before;
    const planned = await planRelease({ id, request, actor });
    if (planned.kind === 'refused') return planned;
    const { project, plan, digest, warnings, breaker } = planned;
    if (breaker.kind === 'refused') return breaker;
    const also = breakerAnnounced(breaker, plan);
    const opening = { id, actor, channel: channel ?? project.channel, reason: null, plan, digest, warnings, also };
    return openRelease(ports, opening);
  };
}

/** A plan that nobody has proposed yet. */
export type PlannedRelease = {
  readonly kind: 'planned';
  readonly project: Project;
  readonly plan: Plan;
  readonly digest: Digest;
  readonly warnings: readonly ProposeWarning[];
  /** Whether the circuit breaker would let it be proposed. */
  readonly breaker: BreakerVerdict;
};

export type PlanRelease = (wish: {
  readonly id: ReleaseId;
  readonly request: ProposeRequest;
  readonly actor: Actor;
}) => Promise<PlannedRelease | RefusedProposal>;

/** Makes the plan of a release and leaves it at that: reads the repository and the deployers, and writes nothing. */
export function createPlanRelease(ports: Omit<ProposePorts, 'queue' | 'boundary'>): PlanRelease {
  return async ({ id, request, actor }) => {
    const found = await findHistory(ports, request);
    if (found.kind === 'refused') return found;
    const { history, project, record, services, tagged, unit } = found;
    const person = await ports.whoIs(actor);
    const choice = tagged === null ? chooseVersion(request, project, history, person) : chosenBefore(tagged);
    if (choice.kind === 'refused') return choice;
    if (tagged === null && history.commits.length === 0 && history.previous !== null) {
      return refuseProposal({
        code: 'nothing_to_release',
        previous: history.previous.version,
        branch: project.repository.branch,
        unit: unit.name,
        elsewhere: history.elsewhere,
      });
    }
    const settled = withSettings(projectOfUnit(project, unit), request.settings ?? null, services);
    if (settled.kind === 'refused') return refuseProposal({ code: 'plan', refusal: settled.refusal });
    const breaker = judgeBreaker({ project, request, services }, record, person, ports.clock.now());
    const overrides = breaker.kind === 'overridden' ? [...choice.overrides, breaker.override] : choice.overrides;
    const asked = { id, request, project: settled.project, unit, services, record, tagged };
    const compiled = await compileRelease(ports, asked, history, { version: choice.version, overrides });
    if (compiled.kind === 'refused') return compiled;
    const { plan, digest } = compiled;
    const back = tagged === null ? null : stepBack(plan, project, record);
    if (back !== null) return back;
    const warnings = [...choice.warnings, ...partWarnings(request.settings, plan)];
    return { kind: 'planned', project, plan, digest, warnings, breaker };
  };
}

/**
 * The project that was asked for, what of it is versioned with the services named, and its history as the remote has it now: that of the
 * branch, or, where the version was tagged before, that of the tag.
 */
async function findHistory(ports: Parameters<typeof createPlanRelease>[0], request: ProposeRequest) {
  const projects = ports.configuration.projects();
  const project = projects[request.project];
  if (project === undefined)
    return refuseProposal({ code: 'unknown_project', project: request.project, known: Object.keys(projects) });
  const version = 'exact' in request.version ? request.version.exact : request.version.bump;
  const found = findUnit('/release', { name: request.project, project, services: request.services, version });
  if (found.kind === 'refused') return found;
  const { unit } = found;
  const services = [...new Set(request.services ?? unit.services)];
  const record = await ports.projects.get(request.project);
  const git = ports.git.of(project.repository);
  await git.fetch();
  const tagged = await findTagged(ports, git, { request, project, unit, services, record });
  if (tagged?.kind === 'refused') return tagged;
  const history = await readUnitHistory(git, project, unit, tagged?.by.source ?? null, {
    withServices: labelsServices(project),
    findOverrides: overridesByForge(project, ports.forges),
    except: tagged?.tagged.commit ?? null,
  });
  if (history === null) return refuseProposal({ code: 'branch_missing', branch: project.repository.branch });
  return { kind: 'found', history, project, record, services, tagged, unit } as const;
}

/** The version was checked when it was tagged; what was overridden then stays marked. */
function chosenBefore({ version, by }: TaggedVersion): VersionChoice {
  return { kind: 'chosen', version, overrides: by.overrides, warnings: [] };
}

/** The refusal of a version that was overtaken in the last environment before it was deployed; null where it was not. A rehearsal goes back anyhow. */
function stepBack(plan: Plan, project: Project, record: ProjectRecord): RefusedProposal | null {
  const environment = project.environments.at(-1)?.name ?? '';
  const ahead = plan.intent === 'release' ? runningAhead(plan, record, environment) : [];
  return ahead.length === 0
    ? null
    : refuseProposal({ code: 'step_back', version: plan.version, environment, services: ahead });
}
