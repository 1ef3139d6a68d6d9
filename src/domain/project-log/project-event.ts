import { z } from 'zod';
import { Name, ReleaseId, Sha } from '../ids.ts';
import { Intent } from '../plan/intent.ts';
import { Certificate } from '../rehearsal/certificate.ts';

/**
 * What happens to a project as a whole: which releases there are, which services each one holds, what is known to have run. One log per
 * project, so that two releases can never hold the same service.
 */
export const ProjectEvent = z.discriminatedUnion('type', [
  z.strictObject({
    v: z.literal(1),
    type: z.literal('release.opened'),
    release: ReleaseId,
    version: z.string(),
    /** The service or group whose version it is; absent where the version is the project's. */
    unit: Name.exactOptional(),
    intent: Intent,
  }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('services.claimed'),
    release: ReleaseId,
    environment: Name,
    services: z.array(Name),
  }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('service.ran'),
    release: ReleaseId,
    environment: Name,
    service: Name,
    /** Null: nothing runs any more. */
    version: z.string().nullable(),
    commit: Sha.nullable(),
  }),
  /** A rehearsal went there and back. */
  z.strictObject({ v: z.literal(1), type: z.literal('rehearsal.certified'), certificate: Certificate }),
  /** The release has ended; whatever it held is free. */
  z.strictObject({
    v: z.literal(1),
    type: z.literal('release.closed'),
    release: ReleaseId,
    ending: z.enum(['released', 'rolled_back', 'rejected', 'cancelled', 'abandoned']),
    /** What it had begun to move, of what it had claimed, by `environment/service`; absent in older logs. */
    begun: z.array(z.string()).exactOptional(),
  }),
]);
export type ProjectEvent = z.infer<typeof ProjectEvent>;
