import { formatDuration } from '#domain/duration.ts';
import type { TimedEvent } from '#domain/picture.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';

/** How long a recovery took, in milliseconds, and what it is measured from. */
type Recovery = { readonly millis: number; readonly from: 'failure' | 'decision' };

/**
 * The measured recovery time at the end of a rollback: from the failure nobody had answered, or where nothing had failed from the decision to
 * roll back, until the last service was verified as back.
 */
function recoveryOf(events: readonly TimedEvent[], end: number): Recovery | null {
  const startedAt = events.findIndex(({ body }) => body.type === 'rollback.started' || body.type === 'gate.rejected');
  const started = events[startedAt];
  if (started === undefined) return null;
  const before = events.slice(0, startedAt);
  const failed = before.find(({ body }, index) => {
    if (body.type !== 'step.failed') return false;
    return !before.slice(index + 1).some((later) => isAnswerTo(later.body, body.step));
  });
  return failed === undefined
    ? { millis: end - started.at, from: 'decision' }
    : { millis: end - failed.at, from: 'failure' };
}

function isAnswerTo(event: TimedEvent['body'], step: string): boolean {
  return (event.type === 'step.accepted' || event.type === 'step.repeated') && event.step === step;
}

/** " Recovery took 108 s, from the failure to the last verified service." Empty where no rollback began. */
export function recoveryPhrase(events: readonly TimedEvent[], end: number): Phrase {
  const recovery = recoveryOf(events, end);
  if (recovery === null) return [];
  return say` Recovery took ${formatDuration(recovery.millis)}, from the ${recovery.from} to the last verified service.`;
}
