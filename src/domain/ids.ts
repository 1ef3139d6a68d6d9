import { z } from 'zod';

/** Epoch milliseconds. The domain has no clock; every time is given to it. */
export const Millis = z.number().int().nonnegative();
export type Millis = z.infer<typeof Millis>;

/** A release's name in logs, job ids and messages: `rel-` and 12 letters or digits. */
export const ReleaseId = z
  .string()
  .regex(/^rel-[a-z0-9]{12}$/)
  .brand('ReleaseId');
export type ReleaseId = z.infer<typeof ReleaseId>;

/** `prepare/commit-release`, `production/deploy/api`: unique in one plan. */
export const StepId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9./_-]{0,159}$/)
  .brand('StepId');
export type StepId = z.infer<typeof StepId>;

/** A name in `fairlead.yml`: a project, service, environment, role or check. */
export const Name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'use lower-case letters, digits, dots and dashes');
export type Name = z.infer<typeof Name>;

/** A full git object name. */
export const Sha = z
  .string()
  .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
  .brand('Sha');
export type Sha = z.infer<typeof Sha>;

/** SHA-256 of a canonical JSON text (RFC 8785), in hex. Approvals are bound to one. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Digest');
export type Digest = z.infer<typeof Digest>;

/** Anything JSON can hold: what step parameters, handles and results are made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** The same, checked. */
export const Json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)]),
);
