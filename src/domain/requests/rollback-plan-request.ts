import { z } from 'zod';
import { Name } from '../ids.ts';
import { Version } from '../version/version.ts';

/** What a person asked with `/rollback-plan`, already parsed. */
export const RollbackPlanRequest = z.strictObject({
  project: Name,
  /** The version that is to be taken back; null is whatever runs. */
  version: Version.nullable(),
  /** The version to go back to; null is the one before. */
  rollbackTo: Version.nullable(),
  services: z.array(Name).nullable(),
  /** Null is every environment in which there is something to take back. */
  environment: Name.nullable(),
  /** Whether the migrations in between have to be run back; null and false demand nothing. */
  migrationRollbackRequired: z.boolean().nullable(),
  /** Whether a service may be away for a time; null and true demand nothing. */
  downtimeAcceptable: z.boolean().nullable(),
});
export type RollbackPlanRequest = z.infer<typeof RollbackPlanRequest>;
