import { z } from 'zod';
import { Name } from '../ids.ts';
import { Version } from '../version/version.ts';

/** What a person asked with `/tag-release`, already parsed. */
export const TagRequest = z.strictObject({
  project: Name,
  version: Version,
  message: z.string().max(10_000).nullable(),
  /** Null signs when the project has a key. */
  sign: z.boolean().nullable(),
  /** The commit, branch or tag to tag; null is the commit of the version's release, else the head of the branch. */
  commit: z.string().nullable(),
  /** Whether the forge's release is published, too. */
  release: z.boolean(),
  /** Whether the tag of a folder is pushed; on the command line only, Slack knows no other. */
  push: z.boolean().default(false),
  /** Patterns of files of the folder for the page of the release; on the command line only. */
  artifacts: z.array(z.string()).default([]),
  /** The service whose tag it is, where each has its own. */
  service: Name.nullable(),
});
export type TagRequest = z.infer<typeof TagRequest>;
