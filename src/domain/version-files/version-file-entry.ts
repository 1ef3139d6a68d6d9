import { z } from 'zod';
import { RelativePath } from '../project/relative-path.ts';

const OneLine = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'expected one line of text');

/**
 * A version file as configured: a path whose name tells the kind, or a path and where in it the version stands. Exactly one of `yamlPath`
 * (`images[name=shop].newTag`), `pattern` (one line of text with `{version}`, `*` for anything) and `marker` (a comment's word) is given.
 */
export const VersionFileEntry = z.union([
  RelativePath,
  z.strictObject({ path: RelativePath, yamlPath: OneLine }),
  z.strictObject({
    path: RelativePath,
    pattern: OneLine.refine((pattern) => pattern.split('{version}').length === 2, {
      message: 'expected a pattern that holds {version} once, such as image: shop:{version}',
    }),
  }),
  z.strictObject({ path: RelativePath, marker: OneLine }),
]);
export type VersionFileEntry = z.infer<typeof VersionFileEntry>;

/** The path of an entry, however it is written. */
export function pathOfEntry(entry: VersionFileEntry): string {
  return typeof entry === 'string' ? entry : entry.path;
}
