import type { RollbackRequest } from '#domain/job.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { rollbackTarget } from '#domain/project-log/rollback-target.ts';
import type { Certificate } from '#domain/rehearsal/certificate.ts';
import type { Release } from '#domain/release/release.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { findUnit } from '../propose/find-unit.ts';
import type { ProposePorts } from '../propose/propose.ts';
import { type Footing, readBaseline, unreachable } from '../propose/read-baseline.ts';
import { type RefusedProposal, refuseProposal } from '../propose/refuse-proposal.ts';
import { goesBackTo, releaseInFlight } from './release-in-flight.ts';
import { type TakenAway, takenAway } from './taken-away.ts';

/** What is asked to go back, and where to. */
export type RollbackWish = Pick<RollbackRequest, 'project' | 'environment' | 'services' | 'version'>;

/** Everything that a rollback is planned from, as the log, the repository and the deployers have it now. */
export type RollbackGround = {
  readonly kind: 'ground';
  readonly projectName: string;
  readonly project: Project;
  readonly unit: ReleaseUnit;
  readonly environment: string;
  readonly target: { readonly version: string; readonly from: string; readonly services: readonly string[] };
  /** Null when the tags do not tell. */
  readonly away: TakenAway | null;
  readonly footing: Footing;
  readonly certificates: readonly Certificate[];
};

type Ports = Pick<ProposePorts, 'configuration' | 'git' | 'deployers' | 'releases' | 'projects'>;

/**
 * Finds out what a rollback would start from and lead to. A release in flight that has touched the services and goes back to where it is
 * wanted is named in place of that: taking it back is what is asked for.
 */
export async function groundRollback(
  ports: Ports,
  wish: RollbackWish,
): Promise<RollbackGround | { readonly kind: 'in_flight'; readonly release: Release } | RefusedProposal> {
  const projects = ports.configuration.projects();
  const project = projects[wish.project];
  if (project === undefined)
    return refuseProposal({ code: 'unknown_project', project: wish.project, known: Object.keys(projects) });
  const environment = wish.environment ?? project.environments.at(-1)?.name ?? '';
  const { services: chosen, version } = wish;
  const found = findUnit('/rollback', { name: wish.project, project, services: chosen, version });
  if (found.kind === 'refused') return found;
  const services = [...new Set(chosen ?? found.unit.services)];
  const record = await ports.projects.get(wish.project);
  const release = await releaseInFlight(ports.releases, record, environment, services);
  if (release !== null && goesBackTo(release, environment, services, version)) return { kind: 'in_flight', release };
  const place = { projectName: wish.project, project, unit: found.unit, environment };
  return lookBack(ports, place, { record, services, version });
}

async function lookBack(
  ports: Ports,
  place: Pick<RollbackGround, 'projectName' | 'project' | 'unit' | 'environment'>,
  asked: { readonly record: ProjectRecord; readonly services: readonly string[]; readonly version: string | null },
): Promise<RollbackGround | RefusedProposal> {
  const { project, unit, environment } = place;
  const { record } = asked;
  const target = rollbackTarget(record, environment, asked.services, asked.version);
  if (target.kind === 'nothing')
    return refuseProposal({ code: 'nothing_to_roll_back', environment, services: target.services });
  if (target.kind === 'unknown')
    return refuseProposal({ code: 'target_unknown', version: target.version, known: target.known });
  const git = ports.git.of(project.repository);
  // A remote that is away does not stop a rollback: the mirror knows the tags of what has run.
  await git.fetch().catch(() => undefined);
  const away = await takenAway(git, project, unit, {
    from: target.from,
    to: target.version,
    certificates: record.certificates,
  });
  const footing = await readBaseline(ports.deployers, project, record, target.services, [environment]).catch(
    (error: unknown) => unreachable(error) ?? Promise.reject(error),
  );
  if (typeof footing === 'string')
    return refuseProposal({ code: 'deployer_unreachable', service: target.services.join(', '), why: footing });
  return { kind: 'ground', ...place, target, away, footing, certificates: record.certificates };
}
