import { z } from 'zod';
import { Name } from '../ids.ts';
import { changelogFormats } from './changelog-formats.ts';

/** What a person asked with `/changelog-generate`, already parsed. */
export const ChangelogRequest = z.strictObject({
  project: Name,
  /** A tag, version, branch or commit; null is the release before. */
  from: z.string().nullable(),
  /** Null is the branch of the project. */
  to: z.string().nullable(),
  format: z.enum(changelogFormats),
  includeBreakingChanges: z.boolean(),
  /** The file the section is put into; null only shows it. */
  output: z.string().nullable(),
  /** Only what a hotfix holds: fixes and security, and whatever breaks. */
  hotfix: z.boolean(),
  services: z.array(Name).nullable(),
  /** The version its heading names; null is that of the tag, else the one the commits suggest. */
  version: z.string().nullable(),
  /** Every release instead of one range; of the command line only. */
  all: z.boolean().optional(),
});
export type ChangelogRequest = z.infer<typeof ChangelogRequest>;
