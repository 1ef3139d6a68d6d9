import { z } from 'zod';
import { Name, ReleaseId, StepId } from '../ids.ts';
import { Version } from '../version/version.ts';
import { MoveKind } from './move.ts';

/** A move asked for in words: it names the release and the step as people do. `resolveWish` turns it into a press. */
export const MoveWish = z.strictObject({
  move: MoveKind,
  project: Name.nullable(),
  release: ReleaseId.nullable(),
  version: Version.nullable(),
  /** A step's id or its last parts: `production/deploy/api`, `deploy/api`. */
  step: StepId.nullable(),
  /** The first letters of the digest of the plan that is approved. */
  plan: z
    .string()
    .regex(/^[0-9a-f]{8,64}$/)
    .nullable(),
  reason: z.string().max(1_000).nullable(),
});
export type MoveWish = z.infer<typeof MoveWish>;
