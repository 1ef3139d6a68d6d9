import type { TimedEvent } from '#domain/picture.ts';

/** How long a recovery took, in milliseconds, and what it is measured from. */
export type Recovery = { readonly millis: number; readonly from: 'failure' | 'decision' };

/**
 * The measured recovery time at the end of a rollback: from the failure nobody had answered, or where nothing had failed from the decision to
 * roll back, until the last service was verified as back.
 */
export function recoveryOf(events: readonly TimedEvent[], end: number): Recovery | null {
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
