import { z } from 'zod';
import { Stage } from '#domain/plan/stage.ts';

/** The bodies of docs/http-deployer.md, as far as they are read. Members that are not known here are ignored. */
export const Discovery = z.object({
  protocol: z.literal('fairlead-http-deployer'),
  version: z.literal(1),
  capabilities: z.array(z.string()),
});

/** A deployment as the platform tells of it. */
export const PlatformDeployment = z.object({
  id: z.string(),
  service: z.string(),
  environment: z.string(),
  version: z.string(),
  kind: z.enum(['deploy', 'rollback', 'remove']),
  stage: Stage.optional(),
  status: z.enum(['queued', 'in_progress', 'success', 'failure']),
  description: z.string().optional(),
  url: z.string().optional(),
});
export type PlatformDeployment = z.infer<typeof PlatformDeployment>;

/** What runs of a service in an environment. */
export const RunningVersion = z.object({
  version: z.string().nullable(),
  commit: z.string().nullish(),
  status: z.enum(['running', 'stopped', 'absent']),
  artifact: z.string().nullish(),
  shares: z
    .array(
      z.object({
        version: z.string(),
        percent: z.number().min(0).max(100),
        instances: z.number().int().min(0).nullish(),
        artifact: z.string().nullish(),
      }),
    )
    .optional(),
  instances: z.number().int().min(1).nullish(),
  idle: z.string().nullable().optional(),
  idleArtifact: z.string().nullish(),
});

/** A refusal: a code and a sentence. */
export const PlatformError = z.object({ error: z.string(), message: z.string() });

/** A key as the protocol allows it: 1 to 200 characters, and nothing a gateway would take for a relative path. */
export const IdempotencyKey = z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9._~/-]{1,200}$/);
