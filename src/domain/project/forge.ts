import { z } from 'zod';
import { placeholdersIn } from '../placeholders.ts';
import { RelativePath } from './relative-path.ts';

const AssetPattern = RelativePath.refine((path) => placeholdersIn(path).every((name) => name === 'version'), {
  message: 'expected no placeholder but {version}',
});

/** The forge of a project, and how a release page is made there. */
export const Forge = z
  .strictObject({
    kind: z.enum(['github', 'gitlab']).describe('Which forge it is.'),
    repository: z
      .string()
      .regex(/^[\w.-]+(\/[\w.-]+)+$/, 'expected owner/name, such as octo/shop')
      .describe('Owner and name; on GitLab the whole path with its groups.'),
    assets: z
      .array(AssetPattern)
      .max(20)
      .default([])
      .describe(
        'Files the build commands made, attached with their SHA-256 checksums: path patterns such as dist/shop-{version}.tgz or dist/*.tgz.',
      ),
    latest: z
      .enum(['auto', 'always', 'never'])
      .default('auto')
      .describe('Whether a release becomes the latest one: auto goes by version. GitHub only.'),
    discussionCategory: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Discussion category in which a release is announced. GitHub only.'),
    generatedNotes: z
      .boolean()
      .default(false)
      .describe('Put the notes the forge itself generates below those of Fairlead. GitHub only.'),
  })
  .refine((forge) => forge.kind === 'gitlab' || forge.repository.split('/').length === 2, {
    path: ['repository'],
    message: 'expected owner/name, such as octo/shop',
  })
  .refine((forge) => forge.kind === 'github' || isPlain(forge), {
    path: ['kind'],
    message: 'expected github, since latest, discussionCategory and generatedNotes exist only there',
  });
export type Forge = z.infer<typeof Forge>;

function isPlain(forge: { latest: string; discussionCategory?: string | undefined; generatedNotes: boolean }): boolean {
  return forge.latest === 'auto' && forge.discussionCategory === undefined && !forge.generatedNotes;
}
