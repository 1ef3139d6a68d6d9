import { z } from 'zod';

/** A repository or project as a webhook names it: its path, such as `octo/shop`, and its number where it has one. */
const Repository = z.strictObject({ path: z.string().min(1).max(500), number: z.number().int().nullable() });

/**
 * What a webhook was about, and nothing of what it says about it: where to look, never what is there. Whoever gets a hint asks the other side
 * itself, so a wrong or missing one changes only when that happens.
 */
export const WebhookHint = z.discriminatedUnion('about', [
  /** A run of a CI system ended; `run` is null where the event does not tell which one. */
  z.strictObject({
    about: z.literal('run'),
    system: z.enum(['github-actions', 'gitlab-ci']),
    repository: Repository,
    run: z.string().max(40).nullable(),
  }),
  /** A branch moved. */
  z.strictObject({ about: z.literal('branch'), repository: Repository, branch: z.string().min(1).max(250) }),
  /** An Argo CD Application was synced, or its health changed. */
  z.strictObject({ about: z.literal('application'), application: z.string().min(1).max(253) }),
]);
export type WebhookHint = z.infer<typeof WebhookHint>;
