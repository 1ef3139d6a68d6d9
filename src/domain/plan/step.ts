import { z } from 'zod';
import { Json, Name, StepId } from '../ids.ts';
import { ApprovalRule } from '../project/environment.ts';

/** A gate waits for people or for a clock. It has no job: `decide` opens and passes it. */
export const Gate = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('approval'),
    rules: z.array(ApprovalRule).min(1),
    selfApproval: z.boolean(),
    authorApproval: z.boolean(),
    /** Milliseconds after which an approval that has not passed its gate no longer counts. */
    expires: z.number().int().positive(),
  }),
  z.strictObject({ kind: z.literal('pause'), millis: z.number().int().nonnegative() }),
]);
export type Gate = z.infer<typeof Gate>;

/** How far a step reaches: nowhere people can see, the deploy target, or the public (tags, forge, notes). */
export const Effect = z.enum(['none', 'target', 'public']);
export type Effect = z.infer<typeof Effect>;

/** One thing the worker does, as data. `kind` names a file in jobs/steps; the engine knows none of them. */
export const Step = z.strictObject({
  id: StepId,
  kind: z.string().min(1),
  /** Says what is done, for people: "Deploy api 1.5.0 to production". */
  title: z.string().min(1),
  environment: Name.nullable(),
  service: Name.nullable(),
  /** Steps that must have succeeded before this one starts. */
  needs: z.array(StepId),
  params: z.record(z.string(), Json),
  effect: Effect,
  /** A background step watches while its environment is rolled out; nothing waits for it, and its failure rolls back. */
  background: z.boolean(),
  gate: Gate.nullable(),
  /** For a step of the rollback plan: the step it undoes. It runs only if that step was ever started. */
  undoes: StepId.nullable(),
  /** Why the step cannot be undone, when it cannot. Shown as such. */
  irreversible: z.string().nullable(),
});
export type Step = z.infer<typeof Step>;
