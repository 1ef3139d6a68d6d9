import { type Millis, StepId } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import type { StepContext } from './step-definition.ts';

/** When the deployment of that name began, by which a service left its old version; when this step did where there is none. */
export function beganAt(release: Release, since: string | null, { startedAt }: Pick<StepContext, 'startedAt'>): Millis {
  const first = StepId.safeParse(since);
  if (!first.success) return startedAt;
  const state = stateOf(release, first.data);
  return 'startedAt' in state ? state.startedAt : startedAt;
}
