import type { Actor } from '#domain/actor.ts';
import { judgeMove } from '#domain/moves/judge-move.ts';
import { legalMoves } from '#domain/moves/legal-moves.ts';
import { opinions } from '#domain/moves/opinions.ts';
import type { Person } from '#domain/moves/who-may.ts';
import type { Overview, ProjectOverview } from '#domain/overview.ts';
import { breakerLimit } from '#domain/plan/claim-limit.ts';
import type { Project } from '#domain/project/project.ts';
import { openBreakers } from '#domain/project-log/open-breaker.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { needsPerson } from '#domain/release/question.ts';
import type { Release } from '#domain/release/release.ts';
import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { WhoIs } from './people.ts';
import type { ProjectLog } from './project-log.ts';
import type { ReleaseLog } from './release-log.ts';

export type OverviewPorts = {
  readonly configuration: Configuration;
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  readonly whoIs: WhoIs;
  readonly clock: Clock;
};

/** Gathers what is open, what was, what runs where, and what waits for this person; one project only when `project` is given. */
export function createOverview(ports: OverviewPorts): (actor: Actor, project: string | null) => Promise<Overview> {
  return async (actor, only) => {
    const configured = Object.entries(ports.configuration.projects()).filter(
      ([name]) => only === null || name === only,
    );
    const projects = await Promise.all(configured.map(([name, project]) => projectOverview(ports, name, project)));
    const now = ports.clock.now();
    const person = await whoIsWithoutSlack(ports.whoIs, actor);
    const open = projects.flatMap((project) => project.open);
    return {
      projects,
      waitingForYou: open.filter((release) => needsPerson(release, now) && canAnswer(release, person, now)),
      now,
    };
  };
}

/** While Slack is away a person's roles are unknown: less waits for them than would, and everything else is still told. */
async function whoIsWithoutSlack(whoIs: WhoIs, actor: Actor): Promise<Person> {
  try {
    return await whoIs(actor);
  } catch (error) {
    if (error instanceof ReleaseError) return { actor, roles: [], email: null };
    throw error;
  }
}

async function projectOverview(ports: OverviewPorts, name: string, project: Project): Promise<ProjectOverview> {
  const record = await ports.projects.get(name);
  const open = await Promise.all(
    record.releases.filter((one) => one.closed === null).map((one) => ports.releases.find(one.id)),
  );
  return {
    name,
    open: open.filter((release) => release !== null),
    recent: record.releases
      .filter((one) => one.closed !== null)
      .slice(-10)
      .reverse(),
    running: runningServices(record, project),
    ...brokenServices(record, project, ports.clock.now()),
  };
}

/** The services that are refused just now; where the breaker only tells, none is. */
function brokenServices(record: ProjectRecord, project: Project, now: number): Pick<ProjectOverview, 'breakers'> {
  const limit = breakerLimit(project);
  if (limit === null || project.rollback.breaker?.mode !== 'act') return {};
  const breakers = openBreakers(record, Object.keys(project.services), limit, now);
  return breakers.length === 0 ? {} : { breakers };
}

function runningServices(record: ProjectRecord, project: Project): ProjectOverview['running'] {
  return project.environments.flatMap((environment) =>
    Object.keys(project.services).map((service) => {
      const last = record.runs.get(`${environment.name}/${service}`)?.at(-1);
      return { environment: environment.name, service, version: last?.version ?? null, since: last?.at ?? null };
    }),
  );
}

/** Whether any legal move that answers a question would be accepted from this person. Holding is not an answer. */
function canAnswer(release: Release, person: Person, now: number): boolean {
  return legalMoves(release)
    .filter((legal) => !['hold', 'cancel', 'reject', ...opinions].includes(legal.move))
    .some((legal) => {
      const request = { ...legal, release: release.id, digest: release.digest, reason: 'asked' };
      const verdict = judgeMove(release, request, person, now);
      return verdict.kind === 'accepted' || verdict.kind === 'replan';
    });
}
