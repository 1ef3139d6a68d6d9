import type { Actor } from '#domain/actor.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { RollbackRequest } from '#domain/job.ts';
import type { ActOutcome } from '#domain/moves/act-outcome.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { rollbackTarget } from '#domain/project-log/rollback-target.ts';
import type { ProposeOutcome } from '#domain/proposal/propose-outcome.ts';
import type { Release } from '#domain/release/release.ts';
import { projectOfUnit, type ReleaseUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';
import type { Act } from '../act.ts';
import { findUnit } from '../propose/find-unit.ts';
import { openRelease } from '../propose/open-release.ts';
import type { ProposePorts } from '../propose/propose.ts';
import { proposedBefore } from '../propose/proposed-before.ts';
import { readBaseline, unreachable } from '../propose/read-baseline.ts';
import { type RefusedProposal, refuseProposal } from '../propose/refuse-proposal.ts';
import { releaseInFlight } from './release-in-flight.ts';
import { takenAway } from './taken-away.ts';

export type RequestRollback = (wish: {
  readonly id: ReleaseId;
  readonly request: RollbackRequest;
  readonly actor: Actor;
  readonly channel: string | null;
}) => Promise<ProposeOutcome | { readonly kind: 'in_flight'; readonly outcome: ActOutcome }>;

/**
 * `/rollback`: a release in flight that has touched the services is told to go back; otherwise a rollback of its own is opened, to the version
 * before or any that is known to have run. Holders of a rollback role need no approval; anybody else's rollback waits for one.
 */
export function createRequestRollback(ports: ProposePorts & { readonly act: Act }): RequestRollback {
  return async ({ id, request, actor, channel }) => {
    const before = await proposedBefore(ports, id);
    if (before !== null) return before;
    const projects = ports.configuration.projects();
    const project = projects[request.project];
    if (project === undefined)
      return refuseProposal({ code: 'unknown_project', project: request.project, known: Object.keys(projects) });
    const environment = request.environment ?? project.environments.at(-1)?.name ?? '';
    const { services: chosen, version } = request;
    const found = findUnit('/rollback', { name: request.project, project, services: chosen, version });
    if (found.kind === 'refused') return found;
    const { unit } = found;
    const services = [...new Set(chosen ?? unit.services)];
    const record = await ports.projects.get(request.project);
    const inFlight = await releaseInFlight(ports.releases, record, environment, services);
    if (inFlight !== null && goesBackTo(inFlight, environment, services, request.version)) {
      const press = {
        move: 'roll-back',
        release: inFlight.id,
        step: null,
        digest: null,
        reason: request.reason,
      } as const;
      return { kind: 'in_flight', outcome: await ports.act({ request: press, actor }) };
    }
    const facts = await rollbackFacts(ports, { id, request, actor, record, project, unit, environment, services });
    if ('kind' in facts) return facts;
    const compiled = compilePlan(facts);
    if (compiled.kind === 'refused') return refuseProposal({ code: 'plan', refusal: compiled.refusal });
    return openRelease(ports, {
      id,
      actor,
      channel: channel ?? project.channel,
      reason: request.reason,
      plan: compiled.plan,
      digest: compiled.digest,
      warnings: [],
    });
  };
}

/** Whether taking the release back is what was asked for: no version was named, or the one that ran there before it. */
function goesBackTo(
  { plan }: Release,
  environment: string,
  services: readonly string[],
  version: string | null,
): boolean {
  if (version === null) return true;
  const before = plan.baseline.filter((one) => one.environment === environment && services.includes(one.service));
  return before.length > 0 && before.every((one) => one.version === version);
}

type Asked = {
  readonly id: ReleaseId;
  readonly request: RollbackRequest;
  readonly actor: Actor;
  readonly record: ProjectRecord;
  readonly project: Project;
  readonly unit: ReleaseUnit;
  readonly environment: string;
  readonly services: readonly string[];
};

async function rollbackFacts(ports: ProposePorts, asked: Asked): Promise<PlanFacts | RefusedProposal> {
  const { request, record, project, unit, environment } = asked;
  const target = rollbackTarget(record, environment, asked.services, request.version);
  if (target.kind === 'nothing')
    return refuseProposal({ code: 'nothing_to_roll_back', environment, services: target.services });
  if (target.kind === 'unknown')
    return refuseProposal({ code: 'target_unknown', version: target.version, known: target.known });
  const git = ports.git.of(project.repository);
  // A remote that is away does not stop a rollback: the mirror knows the tags of what has run.
  await git.fetch().catch(() => undefined);
  const away = await takenAway(git, project, unit, { from: target.from, to: target.version });
  const head = away?.toSha ?? (await git.branchHead(project.repository.branch));
  if (head === null) return refuseProposal({ code: 'branch_missing', branch: project.repository.branch });
  const footing = await readBaseline(ports.deployers, project, record, target.services, [environment]).catch(
    (error: unknown) => unreachable(error) ?? Promise.reject(error),
  );
  if (typeof footing === 'string')
    return refuseProposal({ code: 'deployer_unreachable', service: target.services.join(', '), why: footing });
  const person = await ports.whoIs(asked.actor);
  const version = Version.safeParse(target.version);
  return {
    release: asked.id,
    intent: 'rollback',
    projectName: request.project,
    project: projectOfUnit(project, unit),
    unit: unit.name,
    configDigest: ports.configuration.digestOf(request.project),
    revision: 1,
    version: target.version,
    previous: target.from,
    tag: version.success ? tagOf(unit.tag, version.data) : target.version,
    source: head,
    since: away?.fromSha ?? null,
    leftOut: null,
    requestedAt: ports.clock.now(),
    services: target.services,
    environments: [environment],
    strategy: null,
    baseline: footing.baseline,
    canRemove: (service) => footing.capabilities.get(service)?.remove ?? false,
    migrations: away?.migrations ?? [],
    commits: away?.commits ?? [],
    commitCount: away?.commits.length ?? 0,
    authors: [],
    changelog: '',
    notes: '',
    overrides: [],
    isApproved: project.rollback.roles.some((role) => person.roles.includes(role)),
  };
}
