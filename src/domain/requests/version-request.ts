import { z } from 'zod';
import { Name } from '../ids.ts';
import { Version } from '../version/version.ts';

/** What a person asked with `/semantic-version`, already parsed. */
export const VersionRequest = z.strictObject({
  project: Name,
  /** The version to start from; null is the last release of the repository. */
  current: Version.nullable(),
  /** Null is what the commits ask for. */
  bump: z.enum(['major', 'minor', 'patch', 'pre-release', 'release']).nullable(),
  /** The first identifier of a pre-release, such as `alpha`. */
  preRelease: z.string().nullable(),
  buildMetadata: z.string().nullable(),
  /** Commits by type, in place of those of the repository. */
  commits: z.array(z.strictObject({ type: z.string(), count: z.number().int().min(1) })).nullable(),
  /** A version to judge: whether it may follow, and what it would promise. */
  version: Version.nullable(),
  services: z.array(Name).nullable(),
});
export type VersionRequest = z.infer<typeof VersionRequest>;
