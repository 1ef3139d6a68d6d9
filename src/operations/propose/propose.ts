import type { Actor } from '#domain/actor.ts';
import type { Digest, ReleaseId } from '#domain/ids.ts';
import type { ProposeRequest } from '#domain/job.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { neighboursOf } from '#domain/plan/neighbour.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { partsOf } from '#domain/plan/settle-parts.ts';
import { withSettings } from '#domain/plan/with-settings.ts';
import type { Project } from '#domain/project/project.ts';
import { partWarnings } from '#domain/proposal/part-warnings.ts';
import type { ProposeOutcome, ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import { rehearsalEnvironment } from '#domain/rehearsal/rehearsal-environment.ts';
import { projectOfUnit, type ReleaseUnit } from '#domain/version/release-unit.ts';
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
import { releaseFacts } from './assemble-facts.ts';
import { checkVersionFiles } from './check-version-files.ts';
import { chooseVersion } from './choose-version.ts';
import { findUnit } from './find-unit.ts';
import { type History, readUnitHistory } from './history.ts';
import { type BreakerVerdict, breakerAnnounced, judgeBreaker } from './judge-breaker.ts';
import { openRelease } from './open-release.ts';
import { proposedBefore } from './proposed-before.ts';
import { readBaseline, unreachable } from './read-baseline.ts';
import { readMigrations } from './read-migrations.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';
import { weighRisk } from './weigh-risk.ts';

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
export function createPlanRelease(ports: Omit<ProposePorts, 'releases' | 'queue' | 'boundary'>): PlanRelease {
  return async ({ id, request, actor }) => {
    const found = await findHistory(ports, request);
    if (found.kind === 'refused') return found;
    const { history, project, unit } = found;
    const person = await ports.whoIs(actor);
    const choice = chooseVersion(request, project, history, person);
    if (choice.kind === 'refused') return choice;
    if (history.commits.length === 0 && history.previous !== null) {
      return refuseProposal({
        code: 'nothing_to_release',
        previous: history.previous.version,
        branch: project.repository.branch,
        unit: unit.name,
        elsewhere: history.elsewhere,
      });
    }
    const services = [...new Set(request.services ?? unit.services)];
    const settled = withSettings(projectOfUnit(project, unit), request.settings ?? null, services);
    if (settled.kind === 'refused') return refuseProposal({ code: 'plan', refusal: settled.refusal });
    const record = await ports.projects.get(request.project);
    const breaker = judgeBreaker({ project, request, services }, record, person, ports.clock.now());
    const overrides = breaker.kind === 'overridden' ? [...choice.overrides, breaker.override] : choice.overrides;
    const asked = { id, request, project: settled.project, unit };
    const compiled = await compile(ports, asked, history, { ...choice, overrides });
    if (compiled.kind === 'refused') return compiled;
    const { plan, digest } = compiled;
    const warnings = [...choice.warnings, ...partWarnings(request.settings, plan)];
    return { kind: 'planned', project, plan, digest, warnings, breaker };
  };
}

/** The project that was asked for, what of it is versioned with the services named, and its history as the remote has it now. */
async function findHistory(ports: Parameters<typeof createPlanRelease>[0], request: ProposeRequest) {
  const projects = ports.configuration.projects();
  const project = projects[request.project];
  if (project === undefined)
    return refuseProposal({ code: 'unknown_project', project: request.project, known: Object.keys(projects) });
  const version = 'exact' in request.version ? request.version.exact : request.version.bump;
  const found = findUnit('/release', { name: request.project, project, services: request.services, version });
  if (found.kind === 'refused') return found;
  const { unit } = found;
  const git = ports.git.of(project.repository);
  await git.fetch();
  const history = await readUnitHistory(git, project, unit, null, {
    withServices: labelsServices(project),
    findOverrides: overridesByForge(project, ports.forges),
  });
  if (history === null) return refuseProposal({ code: 'branch_missing', branch: project.repository.branch });
  return { kind: 'found', history, project, unit } as const;
}

/** Where it goes: through every environment unless some are named, and for a rehearsal into one. */
function environmentsOf({ intent, environments }: ProposeRequest, project: Project, isDeployed: boolean) {
  const all = isDeployed ? project.environments.map(({ name }) => name) : [];
  if (intent !== 'rehearsal') return { kind: 'environments', environments: environments ?? all } as const;
  const place = rehearsalEnvironment(project, environments?.[0] ?? null);
  return place.kind === 'refused'
    ? refuseProposal({ code: 'plan', refusal: place.refusal })
    : ({ kind: 'environments', environments: [place.environment] } as const);
}

async function compile(
  ports: Parameters<typeof createPlanRelease>[0],
  asked: {
    readonly id: ReleaseId;
    readonly request: ProposeRequest;
    readonly project: Project;
    readonly unit: ReleaseUnit;
  },
  history: History,
  choice: Extract<ReturnType<typeof chooseVersion>, { kind: 'chosen' }>,
) {
  const { id, request, project, unit } = asked;
  const services = [...new Set(request.services ?? unit.services)];
  const settings = request.settings ?? null;
  const isDeployed = partsOf({ project, settings }).includes('deploy');
  const where = environmentsOf(request, project, isDeployed);
  if (where.kind === 'refused') return where;
  const { environments } = where;
  const record = await ports.projects.get(request.project);
  const footing = await readBaseline(ports.deployers, project, record, isDeployed ? services : [], environments).catch(
    (error: unknown) => unreachable(error) ?? Promise.reject(error),
  );
  if (typeof footing === 'string')
    return refuseProposal({ code: 'deployer_unreachable', service: services.join(', '), why: footing });
  const misfit = await checkVersionFiles(ports.git.of(project.repository), {
    project,
    services,
    settings,
    sha: history.head,
    previous: history.previous?.version ?? null,
    next: choice.version,
  });
  if (misfit !== null) return misfit;
  const requestedAt = ports.clock.now();
  const wish = { projectName: request.project, project, version: choice.version, requestedAt };
  // A rehearsal is told to nobody.
  const notes = request.intent === 'rehearsal' ? null : ((await ports.planNotes?.({ ...wish, history })) ?? null);
  const git = ports.git.of(project.repository);
  const risk = await weighRisk({ git, project, history }, { record, services, at: requestedAt });
  const outcome = compilePlan(
    releaseFacts(
      {
        release: id,
        ...(request.intent === undefined ? {} : { intent: request.intent }),
        projectName: request.project,
        project,
        configDigest: ports.configuration.digestOf(request.project),
        revision: 1,
        version: choice.version,
        unit: unit.name,
        isHotfix: 'bump' in request.version && request.version.bump === 'hotfix',
        requestedAt,
        services,
        environments,
        strategy: request.strategy,
        settings,
        overrides: choice.overrides,
        leftOut: null,
        migrations: await readMigrations(ports.git.of(project.repository), project, history),
        neighbours: neighboursOf(record, project, { services, environments }),
        risk,
        certificates: record.certificates,
      },
      history,
      footing,
      notes,
    ),
  );
  return outcome.kind === 'refused' ? refuseProposal({ code: 'plan', refusal: outcome.refusal }) : outcome;
}
