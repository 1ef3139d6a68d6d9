import { z } from 'zod';
import { Name } from '../ids.ts';
import { Version } from '../version/version.ts';

/** What a person asked with `/release-validation`, already parsed. */
export const ValidationRequest = z.strictObject({
  project: Name,
  version: Version,
  /** Names of checks; null is all that are configured. */
  checks: z.array(Name).nullable(),
  /** How many checks that do not pass may stand in the way. */
  blockersAllowed: z.number().int().min(0).max(1_000),
  /** Services whose version is meant, where not all share one. */
  services: z.array(Name).nullable(),
});
export type ValidationRequest = z.infer<typeof ValidationRequest>;
