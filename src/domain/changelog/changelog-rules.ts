import { z } from 'zod';

const Heading = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} &/'-]{0,49}$/u, 'expected a heading of up to 50 letters, such as Performance');

/** How a project sorts its commits into the changelog. */
export const ChangelogRules = z.strictObject({
  types: z
    .record(z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, 'expected a commit type in lower case, such as perf'), Heading)
    .default({})
    .describe(
      'Heading of each commit type, such as `perf: Performance`; `hidden` counts it without listing it. Adds to the built-in types.',
    ),
  unconventional: Heading.default('Changed').describe(
    'Heading of commits without a type; `hidden` counts them without listing them.',
  ),
  labelServices: z
    .boolean()
    .default(true)
    .describe('Write in front of each entry which services it touches, where the project has several.'),
});
export type ChangelogRules = z.infer<typeof ChangelogRules>;
