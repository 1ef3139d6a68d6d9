import type { Actor } from '#domain/actor.ts';
import type { ReleaseId } from '#domain/ids.ts';
import { compilePlan, type PlanOutcome } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { rollbackRoles } from '#domain/plan/planned-triggers.ts';
import { projectOfUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';
import type { ProposePorts } from '../propose/propose.ts';
import { type RefusedProposal, refuseProposal } from '../propose/refuse-proposal.ts';
import type { RollbackGround } from './ground-rollback.ts';

/**
 * Makes the plan of a rollback for whoever asks and leaves it at that; writes nothing. It holds an approval unless the person has a rollback
 * role.
 */
export async function planRollback(
  ports: Pick<ProposePorts, 'configuration' | 'git' | 'whoIs' | 'clock'>,
  ground: RollbackGround,
  asked: { readonly id: ReleaseId; readonly actor: Actor },
): Promise<Extract<PlanOutcome, { kind: 'plan' }> | RefusedProposal> {
  const { repository } = ground.project;
  const head = ground.away?.toSha ?? (await ports.git.of(repository).branchHead(repository.branch));
  if (head === null) return refuseProposal({ code: 'branch_missing', branch: repository.branch });
  const person = await ports.whoIs(asked.actor);
  const facts = rollbackFacts(ground, {
    release: asked.id,
    source: head,
    configDigest: ports.configuration.digestOf(ground.projectName),
    requestedAt: ports.clock.now(),
    isApproved: rollbackRoles(ground.project).some((role) => person.roles.includes(role)),
  });
  const compiled = compilePlan(facts);
  return compiled.kind === 'refused' ? refuseProposal({ code: 'plan', refusal: compiled.refusal }) : compiled;
}

function rollbackFacts(
  { projectName, project, unit, environment, target, away, footing, certificates }: RollbackGround,
  asked: Pick<PlanFacts, 'release' | 'source' | 'configDigest' | 'requestedAt' | 'isApproved'>,
): PlanFacts {
  const version = Version.safeParse(target.version);
  return {
    ...asked,
    intent: 'rollback',
    projectName,
    project: projectOfUnit(project, unit),
    unit: unit.name,
    revision: 1,
    version: target.version,
    previous: target.from,
    tag: version.success ? tagOf(unit.tag, version.data) : target.version,
    since: away?.fromSha ?? null,
    leftOut: null,
    services: target.services,
    environments: [environment],
    strategy: null,
    baseline: footing.baseline,
    canRemove: (service) => footing.capabilities.get(service)?.remove ?? false,
    migrations: away?.migrations ?? [],
    certificates,
    commits: away?.commits ?? [],
    commitCount: away?.commits.length ?? 0,
    authors: [],
    changelog: '',
    notes: '',
    overrides: [],
  };
}
