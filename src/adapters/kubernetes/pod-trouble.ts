import { plainSentence } from '../plain-text.ts';
import type { Pod } from './objects.ts';
import type { Place } from './place.ts';

/** States a container waits in while all is well. */
const usual = new Set(['', 'ContainerCreating', 'PodInitializing']);

/**
 * Why the container of a place does not start, of the first pod that tells: ` ImagePullBackOff: Back-off pulling image ...`. Empty where none
 * does; such as when pods start and are never ready.
 */
export function podTrouble(pods: readonly Pod[], { container }: Place): string {
  const waiting = pods.flatMap(({ status }) =>
    status.containerStatuses.flatMap(({ name, state }) => (name === container && state.waiting ? [state.waiting] : [])),
  );
  const trouble = waiting.find(({ reason }) => !usual.has(reason));
  if (trouble === undefined) return '';
  return ` ${plainSentence([trouble.reason, trouble.message].filter((part) => part !== '').join(': '))}`;
}
