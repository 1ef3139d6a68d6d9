import { z } from 'zod';
import { Name } from '../ids.ts';
import type { Project } from '../project/project.ts';
import type { Intent } from './intent.ts';
import { rollbackRoles } from './planned-triggers.ts';

/** What becomes of a release in which something fails. */
export const PlannedRollback = z.strictObject({
  automatic: z.boolean(),
  countdown: z.number().int().nonnegative(),
  roles: z.array(Name),
  /** There where taking it back by itself is only told; `automatic` is false then. */
  mode: z.literal('announce').exactOptional(),
  /** From how many failed services on it is held rather than taken back; absent where it never is. */
  breaker: z.strictObject({ failures: z.number().int().min(1), mode: z.enum(['act', 'announce']) }).exactOptional(),
});
export type PlannedRollback = z.infer<typeof PlannedRollback>;

/** A rollback that fails asks people: by itself it would bring back what was just taken away. So nothing of the policy holds for one. */
export function plannedRollback(intent: Intent, project: Project): PlannedRollback {
  const { automatic, mode, countdown, breaker } = project.rollback;
  const common = { countdown, roles: rollbackRoles(project) };
  // A rehearsal leaves nothing behind, whatever becomes of it.
  if (intent !== 'release') return { automatic: intent === 'rehearsal', ...common };
  const failures = breaker?.failures;
  return {
    automatic: automatic && mode === 'act',
    ...common,
    ...(automatic && mode === 'announce' ? { mode } : {}),
    ...(breaker === undefined || failures === undefined ? {} : { breaker: { failures, mode: breaker.mode } }),
  };
}
