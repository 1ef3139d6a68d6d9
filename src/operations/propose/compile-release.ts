import type { ReleaseId } from '#domain/ids.ts';
import type { ProposeRequest } from '#domain/job.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { neighboursOf } from '#domain/plan/neighbour.ts';
import type { Override } from '#domain/plan/plan.ts';
import { partsOf } from '#domain/plan/settle-parts.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { rehearsalEnvironment } from '#domain/rehearsal/rehearsal-environment.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import type { Version } from '#domain/version/version.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Deployers } from '#ports/deployer.ts';
import type { GitRepositories } from '#ports/git.ts';
import type { PlanNotes } from '../notes/plan-notes.ts';
import { releaseFacts } from './assemble-facts.ts';
import { checkVersionFiles } from './check-version-files.ts';
import type { TaggedVersion } from './find-tagged.ts';
import type { History } from './history.ts';
import { type Footing, readBaseline, unreachable } from './read-baseline.ts';
import { readMigrations } from './read-migrations.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';
import { weighRisk } from './weigh-risk.ts';

type Ports = {
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly deployers: Deployers;
  readonly git: GitRepositories;
  /** Writes the notes of each audience; without it the plan carries the changelog's lists. */
  readonly planNotes?: PlanNotes;
};

/** What was asked for, with the project as its settings have it and its log as it was read. */
type Asked = {
  readonly id: ReleaseId;
  readonly request: ProposeRequest;
  readonly project: Project;
  readonly unit: ReleaseUnit;
  readonly services: readonly string[];
  readonly record: ProjectRecord;
  /** Where the version was tagged before; null where the release makes its tag. */
  readonly tagged: TaggedVersion | null;
};

type Choice = { readonly version: Version; readonly overrides: readonly Override[] };

/**
 * Finds out what a plan stands on besides the history (what runs where, what the version files hold, the notes, the risk) and compiles it. Refuses
 * where one of them forbids it.
 */
export async function compileRelease(ports: Ports, asked: Asked, history: History, { overrides, version }: Choice) {
  const ground = await findGround(ports, asked, history, version);
  if (ground.kind === 'refused') return ground;
  const { environments, footing } = ground;
  const { id, project, record, request, services, tagged, unit } = asked;
  const requestedAt = ports.clock.now();
  const wish = { projectName: request.project, project, version, requestedAt };
  // A rehearsal is told to nobody.
  const notes = request.intent === 'rehearsal' ? null : ((await ports.planNotes?.({ ...wish, history })) ?? null);
  const migrations = await readMigrations(ports.git.of(project.repository), project, history);
  const facts = releaseFacts(
    {
      ...wish,
      release: id,
      ...(request.intent === undefined ? {} : { intent: request.intent }),
      configDigest: ports.configuration.digestOf(request.project),
      revision: 1,
      unit: unit.name,
      isHotfix: 'bump' in request.version && request.version.bump === 'hotfix',
      services,
      environments,
      strategy: request.strategy,
      settings: request.settings ?? null,
      overrides,
      leftOut: null,
      ...(tagged === null ? {} : { tagged: tagged.tagged, section: tagged.by.changelog }),
      migrations,
      neighbours: neighboursOf(record, project, { services, environments }),
      risk: weighRisk({ project, history, migrations }, { record, services, at: requestedAt }),
      certificates: record.certificates,
    },
    history,
    footing,
    notes,
  );
  const outcome = compilePlan(facts);
  return outcome.kind === 'refused' ? refuseProposal({ code: 'plan', refusal: outcome.refusal }) : outcome;
}

type Ground = {
  readonly kind: 'ground';
  readonly environments: readonly string[];
  readonly footing: Footing;
};

/** Where it goes and what runs there, once the version files are found to fit. */
async function findGround(
  ports: Ports,
  { project, record, request, services, tagged }: Asked,
  history: History,
  version: Version,
): Promise<Ground | RefusedProposal> {
  const settings = request.settings ?? null;
  const isDeployed = partsOf({ project, settings }).includes('deploy');
  const where = environmentsOf(request, project, isDeployed);
  if (where.kind === 'refused') return where;
  const { environments } = where;
  const footing = await readBaseline(ports.deployers, project, record, isDeployed ? services : [], environments).catch(
    (error: unknown) => unreachable(error) ?? Promise.reject(error),
  );
  if (typeof footing === 'string')
    return refuseProposal({ code: 'deployer_unreachable', service: services.join(', '), why: footing });
  const misfit = await checkVersionFiles(ports.git.of(project.repository), {
    project,
    services,
    settings,
    head: history.head,
    tagged: tagged?.tagged ?? null,
    previous: history.previous?.version ?? null,
    next: version,
  });
  return misfit ?? { kind: 'ground', environments, footing };
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
