import type { Actor } from '#domain/actor.ts';
import { releaseIdFrom } from '#domain/derived-id.ts';
import type { ReleasePlanOutcome } from '#domain/proposal/release-plan-outcome.ts';
import { foldLog } from '#domain/release/fold-release.ts';
import type { ReleasePlanRequest } from '#domain/requests/release-plan-request.ts';
import type { Clock } from '#ports/clock.ts';
import type { PlanRelease } from './propose.ts';

export type MakeReleasePlan = (wish: {
  readonly id: string;
  readonly request: ReleasePlanRequest;
  readonly actor: Actor;
}) => Promise<ReleasePlanOutcome>;

/** The plan of a release as it would be proposed now, for the day it is meant for. A day that is over by UTC is refused. */
export function createMakeReleasePlan(ports: {
  readonly planRelease: PlanRelease;
  readonly clock: Clock;
}): MakeReleasePlan {
  return async ({ id, request, actor }) => {
    const at = ports.clock.now();
    const today = new Date(at).toISOString().slice(0, 10);
    const { project, version, date, services, environments, strategy, migrationRequired, rollback } = request;
    if (date !== null && date < today) return { kind: 'date_past', date, today };
    const release = releaseIdFrom(id);
    const asked = { project, version: { exact: version }, services, environments, strategy };
    const settings = rollback === null ? {} : { settings: { rollback } };
    const planned = await ports.planRelease({
      id: release,
      request: { ...asked, breakingChangeReason: null, ...settings },
      actor,
    });
    if (planned.kind === 'refused') return planned;
    const { plan, digest, warnings } = planned;
    const channel = planned.project.channel;
    const body = { v: 1, type: 'release.proposed', release, requestedBy: actor, channel, reason: null } as const;
    const draft = foldLog([{ at, body: { ...body, plan, digest } }]);
    if (draft === null) throw new TypeError('A proposal folds to a release.');
    const found = plan.risk?.lines.find(({ factor }) => factor === 'migrations')?.value ?? 0;
    return { kind: 'planned', draft, date, warnings, migration: migrationOf(migrationRequired, found > 0) };
  };
}

function migrationOf(
  required: boolean | null,
  isFound: boolean,
): Extract<ReleasePlanOutcome, { kind: 'planned' }>['migration'] {
  if (required === true) return isFound ? 'expected_and_found' : 'expected_and_missing';
  return required === false && isFound ? 'unexpected' : null;
}
