import { z } from 'zod';
import { Name } from '../ids.ts';

/** What a person asked with `/version-bump`, already parsed. */
export const VersionBumpRequest = z.strictObject({
  project: Name,
  version: z.union([
    z.strictObject({ exact: z.string() }),
    z.strictObject({ bump: z.enum(['major', 'minor', 'patch', 'suggested']) }),
  ]),
  /** Paths of version files; null is those of the configuration, else those discovered. */
  files: z.array(z.string()).nullable(),
  /** Whether the change is committed; without it only its diff is shown. */
  commit: z.boolean(),
  /** Whether the files of the folder are changed without a commit; on the command line only. */
  write: z.boolean().default(false),
  /** Whether the commit is tagged. */
  tag: z.boolean(),
  services: z.array(Name).nullable(),
});
export type VersionBumpRequest = z.infer<typeof VersionBumpRequest>;
