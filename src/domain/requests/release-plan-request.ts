import { z } from 'zod';
import { Name } from '../ids.ts';
import { Version } from '../version/version.ts';

/** What a person asked with `/release-plan`, already parsed. */
export const ReleasePlanRequest = z.strictObject({
  project: Name,
  version: Version,
  /** The day it is meant for, by ISO 8601. */
  date: z.iso.date().nullable(),
  services: z.array(Name).nullable(),
  environments: z.array(Name).nullable(),
  strategy: Name.nullable(),
  /** Whether a database migration is expected in it; null expects nothing. */
  migrationRequired: z.boolean().nullable(),
  rollback: z.enum(['automated', 'manual']).nullable(),
});
export type ReleasePlanRequest = z.infer<typeof ReleasePlanRequest>;
