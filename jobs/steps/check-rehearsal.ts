import { z } from 'zod';
import { formatDuration } from '#domain/duration.ts';
import { certificateFor } from '#domain/rehearsal/certificate-for.ts';
import { isYoung } from '#domain/rehearsal/demanded-rehearsal.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

const Params = z.object({
  project: z.string(),
  /** Greatest age, in milliseconds. */
  within: z.number().int().nonnegative(),
  /** What to type for a new rehearsal. */
  line: z.string(),
});

/**
 * Finds the newest rehearsal that covers the release and fails when it has become too old. It changes nothing, so trying it again looks again:
 * a rehearsal made meanwhile counts.
 */
export const checkRehearsal = defineStep({
  kind: 'check-rehearsal',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: async ({ releases, projects, clock }, { project, within, line }, { release, step }) => {
    const { plan } = await releases.get(release);
    const found = certificateFor((await projects.get(project)).certificates, plan);
    const now = clock.now();
    if (found !== null && isYoung(found.at, within, now))
      return { kind: 'succeeded', result: { release: found.release, age: now - found.at } };
    const age =
      found === null ? 'There is no rehearsal of it' : `Its rehearsal is ${formatDuration(now - found.at)} old`;
    return {
      kind: 'failed',
      code: 'REHEARSAL_TOO_OLD',
      message: `${age}, and ${step.environment ?? 'the environment'} wants one that is at most ${formatDuration(within)} old. Take the release back, rehearse it again with ${line} and ask for it once more; or somebody who may accepts it as it is.`,
    };
  },
});
