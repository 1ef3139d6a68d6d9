import type { Actor } from '#domain/actor.ts';
import { releaseIdFrom } from '#domain/derived-id.ts';
import type { Project } from '#domain/project/project.ts';
import { type ProjectRecord, runningVersion } from '#domain/project-log/project-record.ts';
import type { Release } from '#domain/release/release.ts';
import type { RollbackPlanRequest } from '#domain/requests/rollback-plan-request.ts';
import { migrationReturnsInFlight } from '#domain/rollback-plan/migration-return.ts';
import type { PlaceReturn, RollbackPlanOutcome } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { unmetBy } from '#domain/rollback-plan/unmet.ts';
import { findUnit } from '../propose/find-unit.ts';
import type { ProposePorts } from '../propose/propose.ts';
import { unreachable } from '../propose/read-baseline.ts';
import { type RefusedProposal, refuseProposal } from '../propose/refuse-proposal.ts';
import { placeReturn } from './place-return.ts';
import { readPastReturns } from './read-past-returns.ts';
import { goesBackTo, releaseInFlight } from './release-in-flight.ts';
import { returnsInFlight } from './returns-in-flight.ts';

export type MakeRollbackPlan = (wish: {
  readonly id: string;
  readonly request: RollbackPlanRequest;
  readonly actor: Actor;
}) => Promise<RollbackPlanOutcome>;

type Ports = Omit<ProposePorts, 'queue' | 'boundary' | 'planNotes' | 'forges'>;

/**
 * What `/rollback` would do now, as a document: in one environment, or in each where the version runs. A release in flight answers with the
 * rollback plan it was approved with. Reads logs, repository and deployers, and writes nothing.
 */
export function createMakeRollbackPlan(ports: Ports): MakeRollbackPlan {
  return async ({ id, request, actor }) => {
    const projects = ports.configuration.projects();
    const project = projects[request.project];
    if (project === undefined)
      return refuseProposal({ code: 'unknown_project', project: request.project, known: Object.keys(projects) });
    const { services: chosen, version } = request;
    const found = findUnit('/rollback-plan', { name: request.project, project, services: chosen, version });
    if (found.kind === 'refused') return found;
    const services = [...new Set(chosen ?? found.unit.services)];
    const environments = environmentsOf(project, request.environment);
    const record = await ports.projects.get(request.project);
    const past = await readPastReturns(ports.releases, record);
    const release = await openRelease(ports, { request, record, environments, services });
    if (release !== null) return inFlight(ports, project, { request, release, past });
    const asked = { release: releaseIdFrom(id), actor, request, record, past };
    const places: PlaceReturn[] = [];
    let refused: RefusedProposal | null = null;
    for (const environment of environments) {
      const here = version === null ? services : onVersion(record, environment, services, version);
      if (here.length === 0) continue;
      const place = await placeReturn(ports, asked, { environment, services: here, chosen: services });
      if ('kind' in place) refused ??= place;
      else places.push(place);
    }
    if (places.length === 0)
      return (
        refused ?? { kind: 'not_running', version: version ?? '', running: runningNow(record, environments, services) }
      );
    const migrations = places.some(({ takenAway }) => takenAway === null)
      ? null
      : places.flatMap((place) => place.migrations);
    return { kind: 'planned', request, places, unmet: unmetBy(request, places, migrations) };
  };
}

/** The last environment first: it is the one a rollback is about when none is named. */
function environmentsOf({ environments }: Project, only: string | null): readonly string[] {
  return only === null ? environments.map(({ name }) => name).toReversed() : [only];
}

function onVersion(record: ProjectRecord, environment: string, services: readonly string[], version: string) {
  return services.filter((service) => runningVersion(record, environment, service) === version);
}

function runningNow(record: ProjectRecord, environments: readonly string[], services: readonly string[]) {
  return environments.flatMap((environment) =>
    services.map((service) => {
      const last = record.runs.get(`${environment}/${service}`)?.at(-1);
      return { environment, service, version: last?.version ?? null, since: last?.at ?? null };
    }),
  );
}

/** The open release that taking back what was asked for would take back. */
async function openRelease(
  ports: Ports,
  asked: {
    readonly request: RollbackPlanRequest;
    readonly record: ProjectRecord;
    readonly environments: readonly string[];
    readonly services: readonly string[];
  },
): Promise<Release | null> {
  const { version, rollbackTo } = asked.request;
  for (const environment of asked.environments) {
    const release = await releaseInFlight(ports.releases, asked.record, environment, asked.services);
    if (release === null || (version !== null && release.plan.version !== version)) continue;
    if (goesBackTo(release, environment, asked.services, rollbackTo)) return release;
  }
  return null;
}

async function inFlight(
  ports: Ports,
  project: Project,
  asked: { readonly request: RollbackPlanRequest; readonly release: Release; readonly past: readonly Release[] },
): Promise<RollbackPlanOutcome> {
  const { request, release, past } = asked;
  const places = await returnsInFlight(ports.deployers, project, release, past).catch(
    (error: unknown) => unreachable(error) ?? Promise.reject(error),
  );
  if (typeof places === 'string')
    return refuseProposal({ code: 'deployer_unreachable', service: release.plan.services.join(', '), why: places });
  const migrations = migrationReturnsInFlight(project, release);
  return { kind: 'in_flight', request, release, places, migrations, unmet: unmetBy(request, places, migrations) };
}
