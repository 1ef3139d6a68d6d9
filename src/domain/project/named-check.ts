import { z } from 'zod';
import { Check } from './environment.ts';

/** A check that `/release-validation` runs by its name. */
export const NamedCheck = Check.extend({
  blocker: z
    .boolean()
    .default(true)
    .describe('Whether a version that fails it is not ready; with false a failure is only a warning.'),
});
export type NamedCheck = z.infer<typeof NamedCheck>;

/** The checks of a project, each with a name of its own. */
export const NamedChecks = z
  .array(NamedCheck)
  .default([])
  .refine((checks) => new Set(checks.map(({ name }) => name)).size === checks.length, {
    message: 'expected a name of its own for every check',
  });
