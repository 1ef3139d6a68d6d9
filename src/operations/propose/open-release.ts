import type { Actor } from '#domain/actor.ts';
import type { Digest, ReleaseId } from '#domain/ids.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { type ListedRelease, type ProjectRecord, runningVersion } from '#domain/project-log/project-record.ts';
import type { ProposeOutcome, ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from '../job-ids.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import type { Boundary } from '../steps/boundary.ts';

/** A compiled plan on its way into the logs. */
export type Opening = {
  readonly id: ReleaseId;
  readonly actor: Actor;
  readonly channel: string;
  readonly reason: string | null;
  readonly plan: Plan;
  readonly digest: Digest;
  readonly warnings: readonly ProposeWarning[];
  /** What is known of it from the start, recorded with the proposal. */
  readonly also?: readonly ReleaseEvent[];
};

/**
 * Lists the release in the project's log, then starts its own. A death between the two leaves a listing without a log, which the sweep
 * closes; a repeat of the request finishes the work. The same version open twice is refused.
 */
export async function openRelease(
  ports: {
    readonly projects: ProjectLog;
    readonly releases: ReleaseLog;
    readonly queue: Queue;
    readonly boundary?: Boundary;
  },
  opening: Opening,
): Promise<ProposeOutcome> {
  const { id, plan } = opening;
  const record = await ports.projects.change(plan.project, (known) => {
    const listed = known.releases.find((one) => one.id === id);
    return (listed !== undefined && listed.closed?.ending !== 'abandoned') || twin(known, opening) !== undefined
      ? []
      : [
          {
            v: 1,
            type: 'release.opened',
            release: id,
            version: plan.version,
            ...unitOfPlan(plan),
            intent: plan.intent,
          },
          ...foundRunning(known, opening),
        ];
  });
  const other = twin(record, opening);
  if (other !== undefined && !record.releases.some((one) => one.id === id && one.closed === null)) {
    const { id: release, version, intent } = other;
    const what = intent === 'release' ? {} : { intent };
    return { kind: 'refused', refusal: { code: 'already_open', release, version, ...what } };
  }
  await ports.boundary?.('after-record', { id: 'release.opened', kind: 'propose' });
  const event: ReleaseEvent = {
    v: 1,
    type: 'release.proposed',
    release: id,
    requestedBy: opening.actor,
    channel: opening.channel,
    reason: opening.reason,
    plan,
    digest: opening.digest,
  };
  const recorded = await ports.releases.record(id, null, [event, ...(opening.also ?? [])]);
  await ports.boundary?.('after-record', { id: 'release.proposed', kind: 'propose' });
  await ports.queue.enqueue({ name: 'advance', release: id }, { id: jobIds.advance(id) });
  const said = { release: id, version: plan.version, project: plan.project, ...unitOfPlan(plan), ...rehearsalOf(plan) };
  return recorded.kind === 'recorded'
    ? { kind: 'proposed', ...said, warnings: opening.warnings }
    : { kind: 'already', ...said };
}

/**
 * What was found running and the log does not know of: versions from before Fairlead, or brought there past it. They are known to have run,
 * so one can go back to them. What another release is just changing is left for that release to tell.
 */
function foundRunning(known: ProjectRecord, { id, plan }: Opening): readonly ProjectEvent[] {
  return plan.baseline.flatMap(({ environment, service, version }) => {
    const isHeld = known.claims.has(`${environment}/${service}`);
    const isNews = version !== null && runningVersion(known, environment, service) !== version;
    return isNews && !isHeld
      ? [{ v: 1, type: 'service.ran', release: id, environment, service, version, commit: null } as const]
      : [];
  });
}

function twin(record: Awaited<ReturnType<ProjectLog['get']>>, { id, plan }: Opening): ListedRelease | undefined {
  return record.releases.find(
    (one) =>
      one.id !== id &&
      one.closed === null &&
      one.intent === plan.intent &&
      one.version === plan.version &&
      one.unit === plan.unit,
  );
}

/** That it is a rehearsal, for whoever is told of it. */
export function rehearsalOf({ intent }: Plan): { readonly intent?: 'rehearsal' } {
  return intent === 'rehearsal' ? { intent } : {};
}

function unitOfPlan({ unit }: Plan): { readonly unit?: string } {
  return unit === undefined ? {} : { unit };
}
