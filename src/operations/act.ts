import type { Actor } from '#domain/actor.ts';
import type { ActOutcome } from '#domain/moves/act-outcome.ts';
import { judgeMove } from '#domain/moves/judge-move.ts';
import type { MoveRequest } from '#domain/moves/move.ts';
import type { Person } from '#domain/moves/who-may.ts';
import type { Drift, ReleaseEvent } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { isAtApproval } from '#domain/release/step-of.ts';
import type { Clock } from '#ports/clock.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from './job-ids.ts';
import type { WhoIs } from './people.ts';
import { findDrift, type ReplanPorts, replan } from './propose/replan.ts';
import type { ReleaseLog } from './release-log.ts';
import type { Boundary } from './steps/boundary.ts';

export type ActPorts = ReplanPorts & {
  readonly releases: ReleaseLog;
  readonly whoIs: WhoIs;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly boundary?: Boundary;
};

export type Act = (press: { readonly request: MoveRequest; readonly actor: Actor }) => Promise<ActOutcome>;

/**
 * Carries out one press: judged by `judgeMove` against the state at this very moment, recorded, and the release moved on. Every press from
 * every door comes through here. An approval is checked against the branch as it is now, not as it was drawn.
 */
export function createAct(ports: ActPorts): Act {
  return async ({ request, actor }) => {
    const person = await ports.whoIs(actor);
    if (request.move === 'approve') await noteDrift(ports, await ports.releases.get(request.release));
    for (;;) {
      const release = await ports.releases.get(request.release);
      const outcome = await tryMove(ports, release, request, person);
      if (outcome === 'again') continue;
      await ports.boundary?.('after-record', { id: request.move, kind: 'act' });
      await ports.queue.enqueue({ name: 'advance', release: release.id }, { id: jobIds.advance(release.id) });
      return outcome;
    }
  };
}

async function tryMove(
  ports: ActPorts,
  release: Release,
  request: MoveRequest,
  person: Person,
): Promise<ActOutcome | 'again'> {
  const verdict = judgeMove(release, request, person, ports.clock.now());
  if (verdict.kind === 'already') return { kind: 'already', request, release };
  if (verdict.kind === 'refused') return { kind: 'refused', request, release, refusal: verdict.refusal };
  if (verdict.kind === 'accepted') return record(ports, release, request, verdict.events);
  const planned = await replan(ports, release, verdict.take, person.actor);
  if (planned.kind === 'refused') return { kind: 'plan_refused', request, release, refusal: planned.refusal };
  return record(ports, release, request, [planned.event]);
}

async function record(
  ports: ActPorts,
  release: Release,
  request: MoveRequest,
  events: readonly ReleaseEvent[],
): Promise<ActOutcome | 'again'> {
  const recorded = await ports.releases.record(release.id, release, events);
  return recorded.kind === 'recorded' ? { kind: 'done', request, release: recorded.release } : 'again';
}

/**
 * Writes down that the branch or the configuration moved, or that somebody else made the tag, once for each place it moved to. Only while an
 * approval is asked for: what has been approved and is being rolled out is not stopped by a commit, nor by a late click on an old card.
 */
export async function noteDrift(
  ports: ReplanPorts & { readonly releases: ReleaseLog },
  release: Release,
): Promise<Release> {
  if (release.ending !== null || release.rollback !== null || !isAtApproval(release)) return release;
  const drift = await findDrift(ports, release);
  if (drift === null || isKnown(release, drift)) return release;
  const recorded = await ports.releases.record(release.id, release, [{ v: 1, type: 'release.drifted', drift }]);
  return recorded.kind === 'recorded' ? recorded.release : ports.releases.get(release.id);
}

function isKnown({ drift: known }: Release, { config, head, tag, untagged }: Drift): boolean {
  if (known === null) return false;
  const isSameTag = known.tag === tag && known.untagged === untagged;
  return known.head === head && known.config === config && isSameTag;
}
