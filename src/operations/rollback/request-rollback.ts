import type { Actor } from '#domain/actor.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { RollbackRequest } from '#domain/job.ts';
import type { ActOutcome } from '#domain/moves/act-outcome.ts';
import type { ProposeOutcome } from '#domain/proposal/propose-outcome.ts';
import type { Act } from '../act.ts';
import { openRelease } from '../propose/open-release.ts';
import type { ProposePorts } from '../propose/propose.ts';
import { proposedBefore } from '../propose/proposed-before.ts';
import { groundRollback } from './ground-rollback.ts';
import { planRollback } from './plan-rollback.ts';

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
    const { reason } = request;
    const ground = await groundRollback(ports, request);
    if (ground.kind === 'refused') return ground;
    if (ground.kind === 'in_flight') {
      const press = { move: 'roll-back', release: ground.release.id, step: null, digest: null, reason } as const;
      return { kind: 'in_flight', outcome: await ports.act({ request: press, actor }) };
    }
    const planned = await planRollback(ports, ground, { id, actor });
    if (planned.kind === 'refused') return planned;
    const { plan, digest } = planned;
    const opening = { id, actor, channel: channel ?? ground.project.channel, reason, plan, digest, warnings: [] };
    return openRelease(ports, opening);
  };
}
