import { type Millis, StepId } from '#domain/ids.ts';
import { stateOf } from '#domain/release/step-of.ts';
import type { StepContext, StepPorts } from './step-definition.ts';

/** When the deployment of that name began, by which a service left its old version; when this step did where there is none. */
export async function beganAt(
  ports: Pick<StepPorts, 'releases'>,
  since: string | null,
  { release, startedAt }: Pick<StepContext, 'release' | 'startedAt'>,
): Promise<Millis> {
  const first = StepId.safeParse(since);
  if (!first.success) return startedAt;
  const state = stateOf(await ports.releases.get(release), first.data);
  return 'startedAt' in state ? state.startedAt : startedAt;
}
