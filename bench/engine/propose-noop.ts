import { ReleaseId } from '#domain/ids.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { noopPlan } from './noop-plan.ts';

/** The first event of a release of `steps` steps that do nothing. `number` makes its id. */
export function proposeNoop(number: number, steps: number): { readonly id: ReleaseId; readonly event: ReleaseEvent } {
  const id = benchId(number);
  const event: ReleaseEvent = {
    v: 1,
    type: 'release.proposed',
    release: id,
    requestedBy: { kind: 'slack', user: 'U0MIRA' },
    channel: 'C0RELEASES',
    reason: null,
    ...noopPlan(steps),
  };
  return { id, event };
}

/** The id of the release with this number. */
export function benchId(number: number): ReleaseId {
  return ReleaseId.parse(`rel-${number.toString(36).padStart(12, '0')}`);
}
