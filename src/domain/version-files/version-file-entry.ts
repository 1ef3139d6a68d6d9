import { z } from 'zod';
import { RelativePath } from '../project/relative-path.ts';

const OneLine = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'expected one line of text');

/** A version file whose path does not tell where the version stands: exactly one of `yamlPath`, `pattern` and `marker` does. */
export const VersionPlace = z
  .strictObject({
    path: RelativePath.describe('The file.'),
    yamlPath: OneLine.optional().describe('Keys that lead to the version in YAML, such as `images[name=shop].newTag`.'),
    pattern: OneLine.refine((pattern) => pattern.split('{version}').length === 2, {
      message: 'expected a pattern that holds {version} once, such as image: shop:{version}',
    })
      .optional()
      .describe('Words around the version in its line, `{version}` in its place, `*` for anything.'),
    marker: OneLine.optional().describe('Words that mark the lines with the version, such as `x-fairlead-version`.'),
  })
  .refine(
    ({ marker, pattern, yamlPath }) => [marker, pattern, yamlPath].filter((each) => each !== undefined).length === 1,
    {
      message: 'expected exactly one of yamlPath, pattern and marker beside path',
    },
  );

/** A version file as configured: a path whose name tells the kind, or a path and where in it the version stands. */
export const VersionFileEntry = z.union([RelativePath, VersionPlace], {
  error: 'expected a path, or the keys path and one of yamlPath, pattern and marker',
});
export type VersionFileEntry = z.infer<typeof VersionFileEntry>;

/** The path of an entry, however it is written. */
export function pathOfEntry(entry: VersionFileEntry): string {
  return typeof entry === 'string' ? entry : entry.path;
}
