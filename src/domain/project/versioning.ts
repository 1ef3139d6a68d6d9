import { z } from 'zod';
import { Name } from '../ids.ts';
import { RelativePath } from './relative-path.ts';
import { ServiceTagShape, TagShape } from './tag-shape.ts';

/** Services that share one version, one tag and one changelog where others have their own. */
export const LinkedGroup = z.strictObject({
  services: z.array(Name).min(2).describe('The services that share a version.'),
  changelog: RelativePath.describe('The Keep a Changelog file of the group.'),
  tag: TagShape.optional().describe('Shape of the group’s tags; `versioning.tag` with the group’s name when left out.'),
});
export type LinkedGroup = z.infer<typeof LinkedGroup>;

/** How versions are given in a project: one for all its services or one for each, and what counts before 1.0.0. */
export const Versioning = z.strictObject({
  scheme: z
    .enum(['unified', 'independent'])
    .default('unified')
    .describe('`unified` is one version over all services, `independent` one for each service or linked group.'),
  tag: ServiceTagShape.default('{service}@{version}').describe('Shape of the tags where each service has its own.'),
  groups: z
    .record(Name, LinkedGroup)
    .default({})
    .describe('Services that share a version, by the name of their group.'),
  initialDevelopment: z
    .strictObject({
      breaking: z
        .enum(['major', 'minor', 'patch'])
        .default('minor')
        .describe('What a breaking change asks for before 1.0.0.'),
      feature: z.enum(['minor', 'patch']).default('minor').describe('What a feature asks for before 1.0.0.'),
    })
    .prefault({})
    .describe('What commits ask for while the version is 0.y.z, when SemVer 2.0.0 promises nothing.'),
});
export type Versioning = z.infer<typeof Versioning>;
