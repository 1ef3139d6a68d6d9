import { z } from 'zod';
import { Digest, Millis, Name, ReleaseId, Sha } from '../ids.ts';

/** The proof that a version went into an environment and came back out of it by the steps of its plan. Measured from the log. */
export const Certificate = z.strictObject({
  /** The rehearsal that earned it; a rehearsal earns one at most. */
  release: ReleaseId,
  version: z.string(),
  /** The service or group whose version it is; absent where the version is the project's. */
  unit: Name.exactOptional(),
  /** The commit that was rehearsed. */
  source: Sha,
  environment: Name,
  services: z.array(Name),
  /** By which strategy each service went there. */
  strategies: z.record(Name, Name),
  /** The way there, as `routeOf` sums it up: a plan that goes another way is not covered. */
  route: Digest,
  /** When the last service was verified as back. */
  at: Millis,
  /** From the first step that changed anything to the last verified return. */
  took: Millis,
  /** From the first step of the way back to the last verified return. */
  tookBack: Millis,
  /** The migrations that were run and undone. */
  undone: z.array(z.string()),
});
export type Certificate = z.infer<typeof Certificate>;
