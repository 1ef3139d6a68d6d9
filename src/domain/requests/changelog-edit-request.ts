import { z } from 'zod';
import { Name } from '../ids.ts';

/** What a person asked with `/changelog-generate edit`, already parsed. */
export const ChangelogEditRequest = z.strictObject({
  project: Name,
  /** A commit, by its object name or a tag. */
  commit: z.string(),
  /** What the changelog is to tell instead of the commit's message; null takes an earlier correction back. */
  text: z.string().max(10_000).nullable(),
});
export type ChangelogEditRequest = z.infer<typeof ChangelogEditRequest>;
