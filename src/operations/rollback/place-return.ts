import type { Actor } from '#domain/actor.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { rollbackRoles } from '#domain/plan/planned-triggers.ts';
import { holdersOf, type ProjectRecord, runningVersion } from '#domain/project-log/project-record.ts';
import type { Release } from '#domain/release/release.ts';
import type { RollbackPlanRequest } from '#domain/requests/rollback-plan-request.ts';
import { migrationReturns } from '#domain/rollback-plan/migration-return.ts';
import { pastReturns } from '#domain/rollback-plan/past-returns.ts';
import type { PlaceReturn } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { returnFromWhole, type ServiceReturn } from '#domain/rollback-plan/service-return.ts';
import type { ProposePorts } from '../propose/propose.ts';
import type { RefusedProposal } from '../propose/refuse-proposal.ts';
import { groundRollback, type RollbackGround } from './ground-rollback.ts';
import { planRollback } from './plan-rollback.ts';

type Asked = {
  readonly release: ReleaseId;
  readonly actor: Actor;
  readonly request: RollbackPlanRequest;
  readonly record: ProjectRecord;
  /** Ways back that have been measured. */
  readonly past: readonly Release[];
};

/** The way back of services in one environment; a refusal where nobody can say where it would lead. */
export async function placeReturn(
  ports: Omit<ProposePorts, 'queue'>,
  asked: Asked,
  place: { readonly environment: string; readonly services: readonly string[]; readonly chosen: readonly string[] },
): Promise<PlaceReturn | RefusedProposal> {
  const { request, record, past } = asked;
  const { environment, services, chosen } = place;
  const wish = { project: request.project, environment, services: [...services], version: request.rollbackTo };
  const ground = await groundRollback(ports, wish);
  if (ground.kind === 'refused') return ground;
  // Somebody began to roll a release out since it was looked for; what is asked next tells of it.
  if (ground.kind === 'in_flight')
    return {
      kind: 'refused',
      refusal: { code: 'already_open', release: ground.release.id, version: ground.release.plan.version },
    };
  const planned = await planRollback(ports, ground, { id: asked.release, actor: asked.actor });
  const order = planned.kind === 'plan' ? planned.plan.services : ground.target.services;
  const approval = planned.kind === 'plan' ? approvers(planned.plan) : [];
  return {
    environment,
    from: ground.target.from,
    to: ground.target.version,
    services: order.map((service) => serviceReturn(ground, service, past)),
    elsewhere: chosen
      .filter((service) => !services.includes(service))
      .map((service) => ({ service, version: runningVersion(record, environment, service) })),
    rehearsed: lastRehearsal(record, ground),
    waitsFor: await holder(ports, record, ground, asked.release),
    migrations: migrationReturns(ground.project, ground.away?.migrations ?? [], ground.certificates),
    takenAway: ground.away,
    approvers: approval,
    roles: rollbackRoles(ground.project),
    refusal: planned.kind === 'refused' ? planned.refusal : null,
  };
}

function serviceReturn(ground: RollbackGround, service: string, past: readonly Release[]): ServiceReturn {
  const { environment, target, footing } = ground;
  const from = footing.baseline.find((one) => one.service === service)?.version ?? null;
  const idle = footing.idle.get(`${environment}/${service}`) ?? null;
  const stages = footing.capabilities.get(service)?.stages ?? [];
  const way = returnFromWhole({ to: target.version, idle, stages });
  return { service, from, to: target.version, ...way, took: pastReturns(past, environment, service) };
}

function approvers({ steps }: Plan): readonly string[] {
  const gates = steps.flatMap(({ gate }) => (gate?.kind === 'approval' ? gate.rules : []));
  return [...new Set(gates.flatMap((rule) => rule.roles))];
}

function lastRehearsal({ certificates }: ProjectRecord, { target, unit }: RollbackGround): PlaceReturn['rehearsed'] {
  const own = certificates.filter((one) => one.version === target.from && (one.unit ?? null) === unit.name);
  return own.toSorted((a, b) => a.at - b.at).at(-1) ?? null;
}

async function holder(
  { releases }: Pick<ProposePorts, 'releases'>,
  record: ProjectRecord,
  { environment, target }: RollbackGround,
  except: ReleaseId,
): Promise<string | null> {
  const [id] = holdersOf(record, environment, target.services, except);
  const release = id === undefined ? null : await releases.find(id);
  return release === null || release.ending !== null ? null : release.plan.version;
}
